import numpy as np
w = np.linalg.eigvalsh([[2.0, 0], [0, 5]])
print(w.round(6), round(float(np.linalg.det([[1.0, 2], [3, 4]])), 6))
