import numpy as np
from scipy.optimize import curve_fit
x = np.linspace(0, 4, 20)
p, _ = curve_fit(lambda x, a, b: a * np.exp(-b * x), x, 2.5 * np.exp(-1.3 * x))
print(p.round(4).tolist())
