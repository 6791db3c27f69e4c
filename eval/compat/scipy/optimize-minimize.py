from scipy.optimize import minimize
r = minimize(lambda x: (x[0] - 3) ** 2 + (x[1] + 1) ** 2, [0, 0])
print(r.x.round(3).tolist(), r.success)
