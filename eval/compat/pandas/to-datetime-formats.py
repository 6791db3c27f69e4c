import pandas as pd
print([f"{d:%Y-%m-%d}" for d in pd.to_datetime(pd.Series(["03/02/2024", "28/12/2023"]), format="%d/%m/%Y")])
