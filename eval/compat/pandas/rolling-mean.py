import pandas as pd
print(pd.Series([1, 2, 3, 4, 5]).rolling(3).mean().round(2).tolist())
