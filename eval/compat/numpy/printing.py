import numpy as np
print(np.array([[1.0, 2.5], [1000.0, -0.001]]))
