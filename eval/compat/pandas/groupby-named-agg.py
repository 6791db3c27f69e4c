import pandas as pd
df = pd.DataFrame({"k": ["x", "y", "x"], "v": [1, 2, 3], "w": [10, 20, 30]})
print(df.groupby("k").agg(total=("v", "sum"), most=("w", "max")).reset_index().to_string(index=False))
