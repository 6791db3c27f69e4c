import sqlite3
db = sqlite3.connect(":memory:")
print(db.execute("select 'Hello World' like '%world', 'abc' glob 'a*', instr('hello', 'l'), substr('hello', 2, 3)").fetchone())
