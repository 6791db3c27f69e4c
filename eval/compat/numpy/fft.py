import numpy as np
print(np.abs(np.fft.rfft([1, 0, -1, 0])).round(6).tolist())
