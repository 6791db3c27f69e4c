import numpy as np
a = np.array([("x", 2), ("y", 1)], dtype=[("name", "U1"), ("n", "i4")])
print(np.sort(a, order="n")["name"].tolist())
