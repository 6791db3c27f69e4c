import pandas as pd
print(pd.DataFrame({"a": [1, 2], "b": ["x", None]}).to_json(orient="records"))
