import pandas as pd
df = pd.DataFrame({"a": [1, 1, 2], "b": ["x", "x", "y"]})
print(df.duplicated().tolist(), len(df.drop_duplicates()))
