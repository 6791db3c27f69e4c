import numpy as np
print(repr(np.float64(0.1)), [np.float64(1.5)], np.int64(3))
