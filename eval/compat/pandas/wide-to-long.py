import pandas as pd
df = pd.DataFrame({"id": [1], "a1": [10], "a2": [20]})
print(pd.wide_to_long(df, "a", i="id", j="n").reset_index().values.tolist())
