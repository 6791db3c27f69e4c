import datetime as dt
print(dt.datetime.combine(dt.date(2024, 1, 31), dt.time(8)).replace(month=3), dt.date.max)
