import pandas as pd
s = pd.Series(range(21), index=pd.date_range("2024-01-01", periods=21))
print(s.resample("W").mean().tolist())
