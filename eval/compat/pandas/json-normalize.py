import pandas as pd
print(pd.json_normalize([{"id": 1, "a": {"b": 2}}, {"id": 2, "a": {"b": 3}}]).to_string())
