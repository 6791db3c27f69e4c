from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
X, y = load_iris(return_X_y=True)
m = RandomForestClassifier(20, random_state=0).fit(X, y)
print(m.score(X, y) > 0.98, m.feature_importances_.argmax() in (2, 3))
