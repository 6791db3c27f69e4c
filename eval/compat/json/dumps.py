import json
print(json.dumps({"b": 1, "a": [True, None, 1.5]}, sort_keys=True), json.dumps("é"), json.dumps("é", ensure_ascii=False))
