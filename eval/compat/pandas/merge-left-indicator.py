import pandas as pd
a = pd.DataFrame({"k": [1, 2, 3], "a": [10, 20, 30]})
b = pd.DataFrame({"k": [2, 3, 4], "b": [200, 300, 400]})
print(a.merge(b, on="k", how="outer", indicator=True).sort_values("k").to_string(index=False))
