import pandas as pd
s = pd.Series([1, -2, 3])
print(s.where(s > 0, 0).tolist(), s.mask(s > 0).fillna(9).tolist(), s.clip(0, 2).tolist())
