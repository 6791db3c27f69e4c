import pandas as pd
df = pd.DataFrame([[1, 2], [3, 4]], index=["a", "b"], columns=["x", "y"])
print(df.stack().unstack(0).to_string())
