import pandas as pd
print(pd.get_dummies(pd.Series(["a", "b", "a"]), dtype=int).to_string())
