import json
print(json.dumps([float("nan"), float("inf")]), json.loads("NaN") != json.loads("NaN"))
