import pandas as pd
s = pd.Series([1, None, None, 4])
print(s.interpolate().tolist(), s.ffill().tolist(), s.bfill().tolist())
