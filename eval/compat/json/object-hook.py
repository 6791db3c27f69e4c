import json
print(json.loads('{"x": {"re": 1, "im": 2}}', object_hook=lambda d: complex(d["re"], d["im"]) if "re" in d else d))
