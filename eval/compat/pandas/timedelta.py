import pandas as pd
d = pd.to_timedelta(["1 days 02:00:00", "90 min"])
print(d.total_seconds().tolist())
