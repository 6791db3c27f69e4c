import numpy as np
counts, edges = np.histogram([1, 2, 2, 3, 9], bins=4)
print(counts.tolist(), edges.tolist())
