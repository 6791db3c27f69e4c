import pandas as pd
print(pd.to_datetime(pd.Series(["2024-01-01", "nonsense"]), errors="coerce").isna().tolist())
