from sklearn.ensemble import GradientBoostingRegressor
m = GradientBoostingRegressor(random_state=0).fit([[i] for i in range(20)], [i * 2 for i in range(20)])
print(abs(m.predict([[5]])[0] - 10) < 0.5)
