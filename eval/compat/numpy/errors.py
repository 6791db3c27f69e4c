import numpy as np
try:
    np.zeros((2, 3)) @ np.zeros((2, 3))
except ValueError as error:
    print("ValueError", str(error)[:40])
