import sqlite3
db = sqlite3.connect(":memory:")
db.create_function("twice", 1, lambda x: x * 2)
print(db.execute("select twice(21), upper('ab'), round(2.567, 1), coalesce(null, 3), strftime('%Y', '2024-05-06')").fetchone())
