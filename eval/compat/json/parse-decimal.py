import decimal
import json
print(json.loads("0.1", parse_float=decimal.Decimal) * 3)
