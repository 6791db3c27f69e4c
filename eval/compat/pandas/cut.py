import pandas as pd
print(pd.cut(pd.Series([1, 7, 15]), [0, 5, 10, 20], labels=["low", "mid", "high"]).tolist())
