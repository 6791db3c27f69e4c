from sklearn.linear_model import LogisticRegression
m = LogisticRegression().fit([[0], [1], [2], [3]], [0, 0, 1, 1])
print(m.predict([[0.5], [2.5]]).tolist(), m.predict_proba([[1.5]]).round(3).tolist())
