import numpy as np
from sklearn.decomposition import PCA
p = PCA(2).fit([[1, 2], [3, 4.5], [5, 6], [7, 8.5]])
print(p.explained_variance_ratio_.round(5).tolist())
