import numpy as np
print(np.percentile([1, 2, 3, 4, 10], [25, 50, 90]).tolist(), np.median([3, 1, 2]))
