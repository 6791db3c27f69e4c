import pandas as pd
df = pd.DataFrame({"k": list("abcab"), "v": [1, 2, 3, 4, 5]})
print(df.groupby("k")["v"].sum().to_dict())
