import pandas as pd
a, b = pd.DataFrame({"v": [1]}), pd.DataFrame({"v": [2]})
print(pd.concat([a, b], keys=["first", "second"]).to_string())
