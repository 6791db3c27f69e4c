import datetime as dt
print(dt.datetime.fromtimestamp(0, dt.timezone.utc), dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc).timestamp())
