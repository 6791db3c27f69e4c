import datetime as dt
from zoneinfo import ZoneInfo
d = dt.datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("America/New_York"))
print(d.utcoffset(), d.astimezone(ZoneInfo("Asia/Tokyo")).isoformat())
