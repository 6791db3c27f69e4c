import datetime as dt
print(dt.datetime.fromisoformat("2024-03-05T14:30:00+02:00").astimezone(dt.timezone.utc), dt.date(2024, 12, 30).isocalendar())
