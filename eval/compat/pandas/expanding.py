import pandas as pd
print(pd.Series([3, 1, 2]).expanding().max().tolist())
