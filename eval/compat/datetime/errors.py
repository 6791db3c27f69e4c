import datetime as dt
try:
    dt.date(2023, 2, 29)
except ValueError as error:
    print("ValueError", "day" in str(error))
