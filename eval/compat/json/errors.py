import json
try:
    json.loads("{'a': 1}")
except json.JSONDecodeError as error:
    print(type(error).__name__, error.pos)
