import numpy as np
print(np.cumsum([1, 2, 3]).tolist(), np.diff([1, 4, 9]).tolist(), np.cumprod([1, 2, 3]).tolist())
