import pandas as pd
print(pd.Series([10, 20, 10, 5]).rank(method="min", ascending=False).tolist())
