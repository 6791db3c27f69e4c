import numpy as np
from scipy.signal import find_peaks
print(find_peaks(np.array([0, 2, 0, 3, 1, 4, 0]))[0].tolist())
