import pandas as pd
print(pd.Series([1, 2, 3, 4]).describe().round(3).to_dict())
