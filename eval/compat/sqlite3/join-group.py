import sqlite3
db = sqlite3.connect(":memory:")
db.executescript("create table a(k, v); create table b(k, w); insert into a values (1, 10), (2, 20); insert into b values (1, 'x'), (1, 'y');")
print(db.execute("select a.k, count(b.w) from a left join b on a.k = b.k group by a.k order by a.k").fetchall())
