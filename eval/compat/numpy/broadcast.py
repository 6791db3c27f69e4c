import numpy as np
print((np.arange(3)[:, None] * np.arange(4)).tolist())
