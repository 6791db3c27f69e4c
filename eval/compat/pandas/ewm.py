import pandas as pd
print(pd.Series([1.0, 2, 3, 4]).ewm(span=3).mean().round(4).tolist())
