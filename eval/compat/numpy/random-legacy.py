import numpy as np
np.random.seed(0)
print(np.random.rand(3).round(6).tolist(), np.random.randint(0, 10, 3).tolist(), np.random.choice(list("abc"), 2).tolist())
