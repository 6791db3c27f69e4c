import numpy as np
a = np.array([5, -1, 7])
a[a < 0] = 0
print(a, np.where(a > 4)[0])
