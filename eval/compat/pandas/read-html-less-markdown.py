import pandas as pd
df = pd.DataFrame({"a": [1, 2]})
print(df.to_html(index=False, border=0).replace("\n", ""))
