import pandas as pd
s = pd.Series(["  Ann Lee", "bob MAY ", None])
print(s.str.strip().str.title().fillna("-").tolist())
