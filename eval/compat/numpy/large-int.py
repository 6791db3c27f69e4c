import numpy as np
print(np.arange(100_000).sum() * 1000, np.array([2**40]) * 2)
