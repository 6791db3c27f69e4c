import os
import sqlite3
import tempfile
path = os.path.join(tempfile.mkdtemp(), "x.db")
with sqlite3.connect(path) as db:
    db.execute("create table t as select 7 as v")
db.close()
print(sqlite3.connect(path).execute("select v from t").fetchone(), os.path.getsize(path) > 0)
