import pandas as pd
df = pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 4, 6, 9]})
print(df["b"].quantile([0.25, 0.9]).tolist(), round(df["a"].corr(df["b"]), 5), round(df.corr(method="spearman").iloc[0, 1], 5))
