import pandas as pd
df = pd.DataFrame({"id": [1, 2], "q1": [3, 4], "q2": [5, 6]})
print(df.melt(id_vars="id", var_name="quarter").to_string())
