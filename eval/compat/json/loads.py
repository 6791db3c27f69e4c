import json
d = json.loads('{"n": 1e3, "big": 12345678901234567890, "u": "\\u00e9"}')
print(d["n"], d["big"], d["u"], type(d["n"]).__name__)
