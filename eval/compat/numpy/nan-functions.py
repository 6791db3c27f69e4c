import numpy as np
a = np.array([1.0, np.nan, 3])
print(np.nanmean(a), np.nansum(a), np.isnan(a).tolist())
