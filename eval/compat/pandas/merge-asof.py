import pandas as pd
trades = pd.DataFrame({"t": pd.to_datetime(["2024-01-01 10:00", "2024-01-01 10:05"]), "n": [1, 2]})
quotes = pd.DataFrame({"t": pd.to_datetime(["2024-01-01 09:59", "2024-01-01 10:04"]), "price": [5.0, 6.0]})
print(pd.merge_asof(trades, quotes, on="t")["price"].tolist())
