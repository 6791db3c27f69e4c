import io
import json
lines = io.StringIO('{"a": 1}\n{"a": 2}\n')
print(sum(json.loads(line)["a"] for line in lines))
