import json
print(json.dumps({1: "a", None: "b", True: "c"}, separators=(",", ":")))
