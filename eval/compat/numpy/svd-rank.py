import numpy as np
m = np.outer([1, 2, 3], [4, 5])
print(np.linalg.matrix_rank(m), np.linalg.svd(m, compute_uv=False).round(3))
