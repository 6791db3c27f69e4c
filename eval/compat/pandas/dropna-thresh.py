import pandas as pd
df = pd.DataFrame({"a": [1, None, 3], "b": [None, None, 6]})
print(df.dropna(thresh=2).shape, df.dropna(how="all").shape)
