import pandas as pd
s = pd.Series(["a-12", "b-7", "none"])
print(s.str.extract(r"([a-z])-(\d+)").fillna("").values.tolist())
