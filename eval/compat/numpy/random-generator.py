import numpy as np
rng = np.random.default_rng(7)
print(rng.integers(0, 100, 5).tolist(), rng.random(2).round(6).tolist(), rng.normal(size=2).round(6).tolist())
