import pandas as pd
print(pd.DataFrame({"v": range(100)}).sample(5, random_state=42)["v"].tolist())
