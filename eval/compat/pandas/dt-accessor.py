import pandas as pd
s = pd.Series(pd.date_range("2024-02-27", periods=4))
print(s.dt.day_name().tolist(), s.dt.is_month_end.tolist(), s.dt.quarter.tolist())
