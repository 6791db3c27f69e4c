import numpy as np
v, c = np.unique([3, 1, 3, 2], return_counts=True)
print(v.tolist(), c.tolist())
