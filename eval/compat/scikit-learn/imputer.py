import numpy as np
from sklearn.impute import SimpleImputer
print(SimpleImputer(strategy="median").fit_transform([[1.0], [np.nan], [5.0]]).ravel().tolist())
