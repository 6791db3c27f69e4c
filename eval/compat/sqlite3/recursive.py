import sqlite3
print(sqlite3.connect(":memory:").execute("with recursive n(i) as (select 1 union all select i * 2 from n where i < 50) select group_concat(i) from n").fetchone()[0])
