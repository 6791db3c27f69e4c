import numpy as np
print(np.polyfit([0, 1, 2, 3], [1, 3, 5, 7], 1).round(6).tolist())
