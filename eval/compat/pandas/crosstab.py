import pandas as pd
print(pd.crosstab(pd.Series(list("aab"), name="r"), pd.Series(list("xyx"), name="c"), normalize="index").round(3).to_string())
