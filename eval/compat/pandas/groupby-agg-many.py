import pandas as pd
df = pd.DataFrame({"k": ["x", "y", "x", "y"], "v": [1.5, 2.0, 3.5, 8.0]})
print(df.groupby("k")["v"].agg(["min", "max", "mean"]).round(2).to_string())
