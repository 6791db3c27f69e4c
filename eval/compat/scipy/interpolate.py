from scipy.interpolate import CubicSpline
print(round(float(CubicSpline([0, 1, 2, 3], [0, 1, 8, 27])(1.5)), 6))
