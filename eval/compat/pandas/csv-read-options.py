import io
import pandas as pd
text = "x;y\n1,5;n/a\n2,5;7\n"
df = pd.read_csv(io.StringIO(text), sep=";", decimal=",", na_values=["n/a"])
print(df["x"].sum(), int(df["y"].isna().sum()))
