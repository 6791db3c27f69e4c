import numpy as np
from scipy import stats
r = stats.trim_mean([1, 2, 3, 100], 0.25)
print(float(r), stats.zscore([1, 2, 3]).round(5).tolist(), float(stats.iqr([1, 2, 3, 4])))
