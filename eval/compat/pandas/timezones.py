import pandas as pd
t = pd.Timestamp("2024-03-31 00:30", tz="UTC").tz_convert("Europe/Berlin")
print(t, (t + pd.Timedelta(hours=1)).utcoffset())
