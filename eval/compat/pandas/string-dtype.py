import pandas as pd
df = pd.DataFrame({"t": ["a", "b"], "n": [1, 2]})
print(str(df["t"].dtype), pd.api.types.is_string_dtype(df["t"]), df.select_dtypes("number").columns.tolist())
