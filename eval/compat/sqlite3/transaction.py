import sqlite3
db = sqlite3.connect(":memory:")
db.execute("create table t (a)")
db.commit()
try:
    with db:
        db.execute("insert into t values (1)")
        raise ValueError
except ValueError:
    pass
print(db.execute("select count(*) from t").fetchone())
