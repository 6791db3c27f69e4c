from sklearn.ensemble import IsolationForest
r = IsolationForest(random_state=0, contamination=0.1).fit_predict([[0.1 * i] for i in range(9)] + [[100]])
print(r.tolist()[-1], (r == -1).sum())
