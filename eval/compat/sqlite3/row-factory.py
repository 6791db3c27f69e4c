import sqlite3
db = sqlite3.connect(":memory:")
db.row_factory = sqlite3.Row
r = db.execute("select 1 as one, 'b' as two").fetchone()
print(r.keys(), r["two"], dict(r))
