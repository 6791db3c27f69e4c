import datetime as dt
print(dt.date(2024, 2, 28) + dt.timedelta(days=2), dt.date(2024, 3, 1) - dt.date(2023, 3, 1))
