import datetime as dt
import json
print(json.dumps({"d": dt.date(2024, 1, 2)}, default=str))
