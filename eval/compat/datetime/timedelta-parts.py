import datetime as dt
d = dt.timedelta(days=1, hours=25, seconds=61)
print(d, d.total_seconds(), d // dt.timedelta(hours=1))
