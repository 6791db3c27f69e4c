import pandas as pd
s = pd.Series(range(90), index=pd.date_range("2024-01-01", periods=90))
print({f"{k:%Y-%m}": int(v) for k, v in s.resample("ME").sum().items()})
