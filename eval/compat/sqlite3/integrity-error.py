import sqlite3
db = sqlite3.connect(":memory:")
db.execute("create table t (a integer primary key)")
db.execute("insert into t values (1)")
try:
    db.execute("insert into t values (1)")
except sqlite3.IntegrityError as error:
    print(error)
