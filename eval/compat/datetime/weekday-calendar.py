import calendar
import datetime as dt
print(dt.date(2024, 2, 29).weekday(), tuple(map(int, calendar.monthrange(2024, 2))), calendar.isleap(1900))
