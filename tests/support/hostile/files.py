"""Hostile and broken files: name to bytes, and what must come of each.

`rows N` is a correct reading (the number of rows of all its tables), `problem /words/` a named problem with such words in it;
`|` parts what may. Names are of the file system; `renamed` gives those that a browser could hand in and a folder could not hold.
"""

import gzip
import io
import json
import os
import random
import sqlite3
import struct
import zipfile

GOOD = b"a,b\n1,2\n3,4\n"
files = {}
expected = {}
renamed = {}


def add(name, data, want, under=None):
    files[name] = data if isinstance(data, bytes) else data.encode()
    expected[name] = want
    if under is not None:
        renamed[name] = under


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, data in members:
            package.writestr(name, data)
    return out.getvalue()


def workbook(sheet, shared=b"", extra=()):
    types = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    tie = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{tie}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    inner = f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{tie}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{tie}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    book = f'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{tie}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    strings = shared or b'<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>a</t></si></sst>'
    return zipped([("[Content_Types].xml", types), ("_rels/.rels", rels), ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", inner), ("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings), *extra])


def sheet(rows, before="", dimension=""):
    cells = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in row) + "</row>" for row in rows)
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{dimension}<sheetData>{cells}</sheetData></worksheet>'.encode()


LAUGHS = "<!DOCTYPE z [<!ENTITY a 'lolololololololololol'>" + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(9)) + "]>"
FOREIGN = '<!DOCTYPE z [<!ENTITY x SYSTEM "file:///data/good.csv">]>'


def database(*statements):
    path = "/tmp/hostile.db"
    if os.path.exists(path):
        os.remove(path)
    base = sqlite3.connect(path)
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()
    with open(path, "rb") as file:
        return file.read()


def flat():
    add("empty.csv", b"", "problem /empty/")
    add("mark-only.csv", b"\xef\xbb\xbf", "problem /./")
    add("nul-between.csv", b"a,b\n1\x00,2\n3,4\x00\n", "rows 2|problem /binary/")
    add("nul-only.csv", bytes(100_000), "problem /./")
    add("noise.csv", random.Random(1).randbytes(200_000), "problem /binary/")
    add("wide.csv", ",".join(f"c{n}" for n in range(100_000)) + "\n" + (",".join("1" for _ in range(100_000)) + "\n") * 3, "rows 3|problem /column/")
    add("one-line.csv", b"x" * 20_000_000, "rows 0|rows 1|problem /./")
    add("blank-lines.csv", b"\n" * 1_000_000, "problem /./|rows 0")
    add("open-quote.csv", b'a,b\n1,"2\n' + b"3,4\n" * 300_000, "rows 300001|rows 300000|rows 1|problem /quote/")
    add("odd-utf16.csv", "\ufeffa,b\n1,2\n3,4\n".encode("utf-16-le") + b"\x31", "rows 2")
    add("bad-utf8.csv", b"a,b\n\xff\xfe\xfd,2\n\xc3(,4\n", "rows 2")
    add("formulas.csv", "a,b\n=HYPERLINK(\"http://x\"),1\n@SUM(1),2\n+1+cmd|' /C calc'!A0,3\n", "rows 3")
    add("signs.csv", "a,b\n" + "-" * 200_000 + ",1\n" + "1-" * 100_000 + ",2\n" + " " * 200_000 + "x,3\n" + "1," * 0 + "9" * 200_000 + ",4\n", "rows 4")
    add("dates.csv", "d,n\n" + "".join(f"{'1/' * 3_000}{n},{n}\n" for n in range(50)), "rows 50")
    add("script-cells.csv", "<script>alert(1)</script>,b\n<img src=x onerror=alert(1)>,1\n", "rows 1")
    add("html-that-says-csv.csv", "<html><table><tr><th>a</th></tr><tr><td>1</td></tr></table></html>", "rows 1|problem /./")
    add("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(500), "problem /picture/")
    add("document.csv", b"%PDF-1.7\n" + bytes(500), "problem /PDF/")
    add("pickle.csv", b"\x80\x04\x95\x1e\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x02ls\x94\x85\x94R\x94.", "problem /./|rows 0|rows 1")


def structured():
    add("deep.json", "[" * 200_000, "problem /./")
    add("deep-closed.json", '{"a":' * 100_000 + "1" + "}" * 100_000, "problem /./")
    add("numbers.json", '[{"a": 1e999999, "b": ' + "9" * 5_000 + ', "c": -0.0}]', "rows 1|problem /./")
    add("not-numbers.json", '[{"a": NaN, "b": Infinity}]', "rows 1")
    add("same-keys.json", '[{"a": 1, "a": 2, "__proto__": 3, "constructor": 4}]', "rows 1")
    add("cut.json", json.dumps([{"a": n} for n in range(1_000)])[:-300], "problem /./")
    add("broken-lines.jsonl", "".join('{"a": 1}\n' if n % 2 else '{"a": \n' for n in range(100)), "rows 50")
    add("laughs.xml", f'<?xml version="1.0"?>{LAUGHS}<z><r><v>&j;</v></r></z>', "problem /entit/")
    add("foreign-entity.xml", f'<?xml version="1.0"?>{FOREIGN}<z><r><v>&x;</v></r></z>', "problem /entit/")
    add("hidden-entity.xml", f'<?xml version="1.0"?><!--{" " * 120_000}-->{LAUGHS}<z><r><v>&j;</v></r></z>', "problem /./")
    add("deep.xml", "<a>" * 100_000 + "</a>" * 100_000, "problem /./|rows 1")
    add("deep.html", "<div>" * 50_000 + "<table><tr><td>1</td></tr></table>", "problem /./|rows 0|rows 1")
    add("spans.html", '<table><tr><th colspan="1000000000" rowspan="1000000000">a</th></tr><tr><td>1</td></tr></table>', "rows 2|rows 1|rows 0|problem /./")


def packed():
    add("bomb.zip", zipped([("zeros.csv", bytes(300_000_000))]), "problem /unpack/")
    add("bomb-of-bombs.zip", zipped([(f"{n}.zip", zipped([("z.csv", bytes(20_000_000))])) for n in range(20)]), "problem /unpack|archives/")
    inner = GOOD
    for n in range(6):
        inner = zipped([(f"{n}.zip" if n else "good.csv", inner)])
    add("dolls.zip", inner, "problem /within/")
    lying = bytearray(zipped([("a.csv", b"a,b\n" + b"1,2\n" * 100_000)]))
    place = lying.rfind(b"PK\x01\x02")
    lying[place + 24 : place + 28] = struct.pack("<I", 8)
    add("lying-size.zip", bytes(lying), "problem /./|rows 1")
    add("paths.zip", zipped([("../../../etc/passwd.csv", GOOD), ("/data/good.csv", GOOD), ("C:\\windows\\a.csv", GOOD), ("~/.ssh/b.csv", GOOD)]), "rows 8")
    add("crowd.zip", zipped([(f"{n}.csv", b"a\n1\n") for n in range(3_000)]), "problem /3000/")
    locked = bytearray(zipped([("a.csv", GOOD)]))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(sign) + offset] |= 1
    add("locked.zip", bytes(locked), "problem /password/")
    add("cut.zip", zipped([("a.csv", b"a,b\n" + b"1,2\n" * 1_000)], zipfile.ZIP_STORED)[:-40], "problem /./")
    add("bomb.csv.gz", gzip.compress(bytes(300_000_000)), "problem /unpack/")
    add("cut.csv.gz", gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (n, n * 7919) for n in range(50_000)))[:-9_000], "problem /damaged|early/")
    add("tail.csv.gz", gzip.compress(GOOD) + b"garbage", "rows 2")


def books():
    bomb = bytearray(workbook(sheet([["a"], ["1"]]) + b" " * 60_000_000))
    entry = bomb.rfind(b"xl/worksheets/sheet1.xml") - 46
    bomb[entry + 24 : entry + 28] = struct.pack("<I", 1_300_000_000)
    add("bomb.xlsx", bytes(bomb), "problem /unpack/")
    bomb[entry + 24 : entry + 28] = struct.pack("<I", 100)
    add("lying-size.xlsx", bytes(bomb), "problem /./")
    add("padded.xlsx", workbook(sheet([["a"], ["1"]]) + b" " * 150_000_000), "rows 1")
    add("laughs.xlsx", workbook(sheet([["a"], ["&j;"]], before=LAUGHS)), "problem /./|rows 1")
    add("foreign-entity.xlsx", workbook(sheet([["a"], ["&x;"]], before=FOREIGN)), "problem /./|rows 1|rows 0")
    add("cut.xlsx", workbook(sheet([["a"], ["1"]]))[:-200], "problem /damaged|cut/")
    add("no-book.xlsx", zipped([("readme.txt", b"x"), ("[Content_Types].xml", b"<x/>")]), "problem /./|rows 0|rows 1")
    add("endless.xlsx", workbook(sheet([["a"], ["1"]], dimension='<dimension ref="A1:XFD1048576"/>')), "rows 1")
    add("far-cell.xlsx", workbook(b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'), "rows 1|rows 0|rows 1048575|problem /./")
    add("encrypted.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "problem /./")


def binary():
    add("endless-view.sqlite", database("CREATE TABLE good (a)", "INSERT INTO good VALUES (1), (2)", "CREATE TRIGGER t AFTER INSERT ON good BEGIN DELETE FROM good; END", "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) AS c FROM n"), "problem /longer/ rows 2")
    add("huge-cell.sqlite", database("CREATE TABLE good (a)", "INSERT INTO good VALUES (1)", "CREATE VIEW huge AS SELECT zeroblob(900000000) AS z, zeroblob(900000000) AS y"), "problem /./ rows 1|rows 2")
    whole = database("CREATE TABLE t (a, b)", *[f"INSERT INTO t VALUES ({n}, '{'x' * 300}')" for n in range(500)])
    spoilt = bytearray(whole)
    spoilt[8_192:12_288] = bytes(4_096)
    add("spoilt-page.sqlite", bytes(spoilt), "problem /malformed|cannot/")
    add("cut.sqlite", whole[:-20_000], "problem /cut/")
    add("names.sqlite", database('CREATE TABLE "<img src=x onerror=alert(1)>" ("a"" b; DROP TABLE x" INTEGER)', "INSERT INTO \"<img src=x onerror=alert(1)>\" VALUES (1)"), "rows 1")
    add("garbage.parquet", b"PAR1" + random.Random(2).randbytes(5_000) + struct.pack("<I", 4_000) + b"PAR1", "problem /./")
    add("huge-footer.parquet", b"PAR1" + bytes(100) + struct.pack("<I", 2 ** 31 - 1) + b"PAR1", "problem /./")
    with open("/repo/tests/support/fixtures/parquet/groups.parquet", "rb") as file:
        whole = file.read()
    add("cut.parquet", whole[: len(whole) // 2], "problem /./")
    bent = bytearray(whole)
    for place in range(4, len(bent) - 1_500, 97):
        bent[place] ^= 0xFF
    add("bent.parquet", bytes(bent), "problem /./|rows 2500")


def named():
    for number, name in enumerate(["<img src=x onerror=alert(1)>.csv", "a\u202egnp.csv", "\U0001f600'\"`$(ls).csv", "x" * 240 + ".csv", "__proto__", "con.csv", " .csv", "%2e%2e%2fpasswd.csv", "a\nb.csv"]):
        add(f"named-{number}.csv", GOOD, "rows 2", under=name)
    for number, name in enumerate(["../../../etc/passwd", "/data/good.csv", "..", "a/b.csv", "nul\0.csv"]):
        add(f"path-{number}.csv", GOOD, "problem /file name/", under=name)


def make():
    """Texts of JSON: what must come of each, and the other names. The bytes are written below /tmp/hostile."""
    for kind in (flat, structured, packed, books, binary, named):
        kind()
    os.makedirs("/tmp/hostile", exist_ok=True)
    for name, data in files.items():
        with open(f"/tmp/hostile/{name}", "wb") as file:
            file.write(data)
    return json.dumps({"expected": expected, "renamed": renamed})
