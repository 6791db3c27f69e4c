import json
import os
import pickle
import shutil
import sqlite3
import tempfile
import unittest

import pandas as pd
from running import fresh, go
from sandpiper import adopt, namespace, reading
from sandpiper.masking.reader import Order, Reader
from sandpiper.reading import registry

PEOPLE = "customer,email,city,revenue\n" + "".join(
    f"{first} {last},{first.lower()}.{last.lower()}{n}@example.com,{('Lyon', 'Oslo')[n % 2]},{n * 10.5}\n"
    for n, (first, last) in enumerate([("Zorba", "Quint"), ("Elin", "Vask"), ("Otmar", "Brix"), ("Suri", "Pell")] * 5)
)
ORDERS = "order_id,buyer,amount\n" + "".join(f"A{n:04d},{name},{n}\n" for n, name in enumerate(["Zorba Quint", "Elin Vask", "Otmar Brix", "Suri Pell"] * 5))


class InFolder(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.before, registry.data_dir = registry.data_dir, self.folder
        fresh()

    def tearDown(self):
        for name in {source.file for source in reading.sources.values()}:
            reading.close(name)
        registry.data_dir = self.before
        shutil.rmtree(self.folder)

    def put(self, **files):
        for name, text in files.items():
            with open(os.path.join(self.folder, name.replace("__", ".")), "w", encoding="utf-8") as file:
                file.write(text)

    def reader(self, mode="masked", columns=(), least=0):
        return Reader(Order(b"k" * 32, mode, list(columns), least=least))

    def read(self, reader, *names):
        text, blobs = reader.open(list(names))
        return json.loads(text), [pickle.loads(blob) for blob in blobs]

    def taken(self, read, frames):
        """What the other kernel would be given, adopted in this one."""
        tables = []
        for table in read["tables"]:
            path = os.path.join(self.folder, f"table{table['blob']}.pickle")
            with open(path, "wb") as file:
                pickle.dump(frames[table["blob"]], file, protocol=5)
            tables.append({**table, "path": path})
        for source in list(reading.sources.values()):
            reading.close(source.file)
        for file in {table["from"] for table in tables}:
            os.unlink(os.path.join(self.folder, file))
        adopt.adopt(tables)


class Reading(InFolder):
    def test_no_original_is_in_what_leaves_for_the_model_or_for_generated_code(self):
        self.put(people__csv=PEOPLE)
        read, frames = self.read(self.reader(), "people.csv")
        told = json.dumps([read["told"], read["links"]])
        cells = "\n".join(frame.to_csv() for frame in frames)
        for original in ["Zorba", "Quint", "vask", "example.com"]:
            self.assertNotIn(original, told)
            self.assertNotIn(original, cells)
        self.assertIn("Zorba Quint", json.dumps(read["opened"]))
        self.assertIn("Lyon", told)

    def test_tokens_and_originals_are_handed_out_once(self):
        self.put(people__csv=PEOPLE, orders__csv=ORDERS)
        reader = self.reader()
        first, _ = self.read(reader, "people.csv")
        second, _ = self.read(reader, "orders.csv")
        self.assertEqual(dict(zip(first["originals"], first["tokens"]))["Zorba Quint"].split("_")[0], "person")
        self.assertNotIn("Zorba Quint", second["originals"])
        self.assertEqual(len(first["tokens"]), len(set(first["tokens"])))

    def test_columns_of_two_files_that_share_people_join_as_before(self):
        self.put(people__csv=PEOPLE, orders__csv=ORDERS)
        _, (people,) = self.read(reader := self.reader(), "people.csv")
        _, frames = self.read(reader, "orders.csv")
        self.assertEqual(set(frames[-1]["buyer"]), set(people["customer"]))

    def test_a_table_that_must_be_masked_more_is_handed_out_again(self):
        codes = "ref,team\n" + "".join(f"zeta-{n % 4},red\n" for n in range(40))
        names = "customer_name,x\n" + "".join(f"zeta-{n},1\n" for n in range(4))
        self.put(codes__csv=codes, names__csv=names)
        reader = self.reader()
        _, (before,) = self.read(reader, "codes.csv")
        read, _ = self.read(reader, "names.csv")
        self.assertEqual(before["ref"].iloc[0], "zeta-0")
        self.assertEqual(sorted(t["variable"] for t in read["tables"]), ["codes", "names"])
        self.assertNotIn("zeta-1", json.dumps(read["told"]))

    def test_the_administrators_rules_win(self):
        self.put(people__csv=PEOPLE)
        rules = [{"file": "*", "column": "CUSTOMER", "rule": "show"}, {"file": "people*", "column": "city", "rule": "token"}, {"file": "*", "column": "email", "rule": "remove"}]
        read, (frame,) = self.read(self.reader(columns=rules), "people.csv")
        self.assertEqual(list(frame.columns), ["customer", "city", "revenue"])
        self.assertEqual(frame["customer"].iloc[0], "Zorba Quint")
        self.assertNotIn("Lyon", frame.to_csv())
        self.assertEqual([c["name"] for c in read["told"][0]["profile"]["tables"][0]["columns"]], ["customer", "city", "revenue"])

    def test_schema_only_tells_names_and_types_and_nothing_else(self):
        self.put(people__csv=PEOPLE)
        read, _ = self.read(self.reader("schema-only"), "people.csv")
        told = read["told"][0]["profile"]
        self.assertEqual(told["file"], "file_1.csv")
        self.assertEqual(told["tables"][0]["variable"], "file_1")
        for column in told["tables"][0]["columns"]:
            self.assertEqual((column["examples"], column["top"], column["min"], column["max"], column["mean"]), ([], [], None, None, None))

    def test_a_file_named_after_a_person_has_another_name_for_the_model(self):
        self.put(**{"Zorba Quint__csv": PEOPLE})
        read, frames = self.read(self.reader(), "Zorba Quint.csv")
        told = read["told"][0]
        self.assertEqual(told["file"], "Zorba Quint.csv")
        self.assertRegex(told["profile"]["file"], r"^(file|person)_\w+\.csv$")
        self.assertNotIn("zorba", json.dumps([told["profile"], read["tables"][0]["variable"]]).lower())
        self.assertEqual(read["opened"]["files"][0]["tables"][0]["variable"], read["tables"][0]["variable"])

    def test_each_column_says_why_it_is_masked(self):
        self.put(people__csv=PEOPLE)
        read, _ = self.read(self.reader(), "people.csv")
        masked = {c["name"]: c["masked"] for c in read["opened"]["files"][0]["tables"][0]["columns"]}
        self.assertEqual(masked["email"]["type"], "email")
        self.assertIsNone(masked["revenue"])

    def test_in_strict_mode_no_group_of_few_rows_is_told(self):
        self.put(log__csv="team,hours\n" + "red,1\n" * 30 + "blue,2\n" * 20 + "gray,3\n" * 3)
        read, _ = self.read(self.reader(columns=[{"file": "*", "column": "team", "rule": "show"}], least=5), "log.csv")
        team = read["told"][0]["profile"]["tables"][0]["columns"][0]
        self.assertEqual([name for name, _ in team["top"]], ["red", "blue"])
        self.assertNotIn("gray", json.dumps(read["told"]))

    def test_a_file_that_is_read_again_takes_the_place_of_the_first(self):
        self.put(people__csv=PEOPLE)
        self.read(reader := self.reader(), "people.csv")
        self.put(people__csv="customer,email\nUlva Strand,ulva@strand.example\n")
        read, (frame,) = self.read(reader, "people.csv")
        self.assertEqual(len(frame), 1)
        self.assertEqual([t["profile"]["tables"][0]["rows"] for t in read["told"]], [1])

    def test_a_parquet_file_is_read_from_what_the_worker_decoded(self):
        import numpy as np
        from sandpiper.reading import parquet

        self.put(**{"log.parquet": "PAR1"})
        parquet.from_columns("log.parquet", [{"name": "n", "type": "number", "values": np.array([1.0, 2.0])}], 2, 2)
        _, (frame,) = self.read(self.reader(), "log.parquet")
        self.assertEqual(frame["n"].tolist(), [1.0, 2.0])

    def test_a_forgotten_file_is_told_of_no_more(self):
        self.put(people__csv=PEOPLE, orders__csv=ORDERS)
        reader = self.reader()
        self.read(reader, "people.csv", "orders.csv")
        self.assertEqual([t["file"] for t in json.loads(reader.close("people.csv"))["told"]], ["orders.csv"])


class Adopting(InFolder):
    def test_generated_code_works_on_tokens_by_variable_by_load_and_by_file(self):
        self.put(people__csv=PEOPLE)
        read, frames = self.read(self.reader(), "people.csv")
        token = dict(zip(read["originals"], read["tokens"]))["Zorba Quint"]
        self.taken(read, frames)
        seen = go(
            f"import pandas as pd\nprint(len(people[people.customer == {token!r}]), len(load('people.csv')), load('people').equals(people))\n"
            f"print(pd.read_csv({os.path.join(self.folder, 'people.csv')!r}).customer.nunique())"
        )
        self.assertEqual(seen["stdout"].split(), ["5", "20", "True", "4"])

    def test_what_code_changes_does_not_change_what_load_gives(self):
        self.put(people__csv=PEOPLE)
        self.taken(*self.read(self.reader(), "people.csv"))
        go("people['revenue'] = 0")
        self.assertEqual(go("print(load('people.csv').revenue.sum() > 0)")["stdout"].strip(), "True")

    def test_a_database_is_there_with_tokens_in_it(self):
        path = os.path.join(self.folder, "crm.sqlite")
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE clients (full_name TEXT, spent REAL)")
            base.executemany("INSERT INTO clients VALUES (?, ?)", [("Zorba Quint", 1.5), ("Elin Vask", 2.5), ("Zorba Quint", 3.0)])
        base.close()
        self.taken(*self.read(self.reader(), "crm.sqlite"))
        seen = go("print(sql('select full_name, sum(spent) s from clients group by 1 order by 2').to_csv())")
        self.assertIn("person_", seen["stdout"])
        self.assertNotIn("Zorba", seen["stdout"])
        raw = go(f"import sqlite3\nprint(sqlite3.connect({path!r}).execute('select full_name from clients').fetchall())")
        self.assertIn("person_", raw["stdout"])

    def test_a_file_that_is_forgotten_leaves_nothing(self):
        self.put(people__csv=PEOPLE)
        self.taken(*self.read(self.reader(), "people.csv"))
        adopt.forget("people.csv")
        self.assertNotIn("people", namespace.names)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "people.csv")))

    def test_moments_categories_and_nulls_arrive_as_they_were(self):
        self.put(log__csv="day,team,hours\n2024-01-05,red,1\n2024-02-06,blue,\n" * 10)
        read, frames = self.read(self.reader(), "log.csv")
        self.taken(read, frames)
        pd.testing.assert_frame_equal(reading.tables["log"], frames[0])


if __name__ == "__main__":
    unittest.main()
