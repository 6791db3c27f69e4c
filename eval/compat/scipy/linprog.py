from scipy.optimize import linprog
r = linprog([-1, -2], A_ub=[[1, 1]], b_ub=[4], bounds=[(0, 3), (0, 3)])
print(r.x.round(4).tolist(), round(float(r.fun), 4))
