import numpy as np
x, y = np.meshgrid([1, 2], [3, 4])
print(np.stack([x, y]).tolist(), np.concatenate([[1], [2, 3]]).tolist())
