import pandas as pd
df = pd.DataFrame({"a": [1, 2, 3], "b": [3, 2, 1]})
print(df.query("a >= b").index.tolist(), df.eval("a * b").tolist())
