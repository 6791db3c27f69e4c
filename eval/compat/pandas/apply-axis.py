import pandas as pd
df = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
print(df.apply(lambda row: row["a"] * row["b"], axis=1).tolist(), df.map(lambda x: x + 1).values.tolist())
