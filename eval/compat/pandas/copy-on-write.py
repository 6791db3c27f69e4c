import pandas as pd
df = pd.DataFrame({"a": [1, 2]})
view = df["a"]
view.iloc[0] = 99
print(df["a"].tolist(), view.tolist())
