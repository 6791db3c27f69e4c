import json
text = "日本 \U0001f600 \u2028"
print(json.loads(json.dumps(text)) == text, len(json.dumps(text)))
