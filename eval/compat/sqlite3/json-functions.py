import sqlite3
print(sqlite3.connect(":memory:").execute("select json_extract('{\"a\": [1, {\"b\": 5}]}', '$.a[1].b')").fetchone())
