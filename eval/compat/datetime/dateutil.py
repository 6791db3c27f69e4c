from dateutil import parser, relativedelta
import datetime as dt
print(parser.parse("5 March 2024 2pm"), dt.date(2024, 1, 31) + relativedelta.relativedelta(months=1))
