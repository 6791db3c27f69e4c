import pandas as pd
print(pd.Series(list("aabac")).value_counts(normalize=True).round(2).to_dict())
