import pandas as pd
df = pd.DataFrame({"k": list("aabb"), "v": [1, 3, 10, 30]})
df["share"] = df["v"] / df.groupby("k")["v"].transform("sum")
print(df.to_csv(index=False))
