import numpy as np
with np.errstate(over="ignore"):
    print(np.int8(127) + np.int8(1), np.array([255], dtype="uint8") + np.uint8(1))
