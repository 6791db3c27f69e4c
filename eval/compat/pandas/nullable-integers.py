import pandas as pd
s = pd.Series([1, None, 3], dtype="Int64")
print(s.sum(), s.isna().sum(), s.astype("Float64").mean())
