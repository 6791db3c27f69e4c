import pandas as pd
i = pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["l", "n"])
s = pd.Series(range(4), index=i)
print(s.xs(2, level="n").to_dict(), s.groupby(level="l").sum().to_dict())
