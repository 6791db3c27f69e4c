import sqlite3
db = sqlite3.connect(":memory:")
print(db.execute("with t(v) as (values (3), (1), (2)) select v, rank() over (order by v), sum(v) over (order by v) from t order by v").fetchall())
