from sklearn.linear_model import LinearRegression
m = LinearRegression().fit([[1], [2], [3]], [3, 5, 7])
print(m.coef_.round(6).tolist(), round(float(m.intercept_), 6), m.predict([[10]]).round(4).tolist())
