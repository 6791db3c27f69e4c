import sqlite3
print(sqlite3.connect(":memory:").execute("select typeof(1), typeof(1.5), typeof('a'), typeof(null), typeof(x'00')").fetchone())
