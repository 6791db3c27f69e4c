import pandas as pd
print(len(pd.bdate_range("2024-01-01", "2024-01-31")), (pd.Timestamp("2024-01-05") + pd.offsets.BDay(1)).date())
