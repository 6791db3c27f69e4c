import datetime as dt
from zoneinfo import ZoneInfo
z = ZoneInfo("Europe/Berlin")
print([dt.datetime(2024, 10, 27, 2, 30, fold=f, tzinfo=z).utcoffset() for f in (0, 1)])
