import json
print(json.dumps({"a": [1, 2], "b": {}}, indent=2))
