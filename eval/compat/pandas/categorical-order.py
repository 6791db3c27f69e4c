import pandas as pd
c = pd.Categorical(["low", "high", "low"], categories=["low", "high"], ordered=True)
print(pd.Series(c).max(), pd.Series(c).value_counts().tolist())
