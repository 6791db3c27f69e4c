from sklearn.model_selection import GridSearchCV
from sklearn.tree import DecisionTreeRegressor
g = GridSearchCV(DecisionTreeRegressor(random_state=0), {"max_depth": [1, 5]}, cv=2).fit([[i] for i in range(20)], [i % 5 for i in range(20)])
print(sorted(g.best_params_), g.best_params_["max_depth"] in (1, 5))
