import pandas as pd
try:
    pd.DataFrame({"a": [1]})["b"]
except KeyError as error:
    print("KeyError", error)
