import pandas as pd
p = pd.period_range("2023Q4", periods=3, freq="Q")
print([str(x) for x in p], p[0].end_time.date())
