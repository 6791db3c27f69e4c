import pandas as pd
df = pd.DataFrame({"n": list("abc"), "v": [3, 9, 5]})
print(df.nlargest(2, "v")["n"].tolist(), df.loc[df["v"].idxmax(), "n"])
