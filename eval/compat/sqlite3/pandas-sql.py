import sqlite3
import pandas as pd
db = sqlite3.connect(":memory:")
pd.DataFrame({"a": [1, 2, 3], "g": list("xyx")}).to_sql("t", db, index=False)
print(pd.read_sql("select g, sum(a) as s from t group by g order by g", db).values.tolist())
