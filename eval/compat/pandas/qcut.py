import pandas as pd
print(pd.qcut(range(8), 4, labels=False).tolist())
