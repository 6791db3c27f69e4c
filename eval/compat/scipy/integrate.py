import math
from scipy.integrate import quad
print(round(quad(math.sin, 0, math.pi)[0], 8))
