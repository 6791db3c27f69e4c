import numpy as np
print(np.random.default_rng(3).permutation(6).tolist())
