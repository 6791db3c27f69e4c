import pandas as pd
print(pd.Series(["x,y", "z"]).str.split(",", expand=True).fillna("").values.tolist())
