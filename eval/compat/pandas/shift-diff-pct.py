import pandas as pd
s = pd.Series([10, 15, 12])
print(s.shift(1).fillna(0).tolist(), s.diff().fillna(0).tolist(), s.pct_change().round(3).fillna(0).tolist())
