import pandas as pd
print(pd.DataFrame({"k": [1, 2], "v": [["a", "b"], ["c"]]}).explode("v").values.tolist())
