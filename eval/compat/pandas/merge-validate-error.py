import pandas as pd
a = pd.DataFrame({"k": [1, 1]})
b = pd.DataFrame({"k": [1, 1]})
try:
    a.merge(b, on="k", validate="one_to_one")
except pd.errors.MergeError as error:
    print("refused:", type(error).__name__)
