"""Tables in pieces under masking: what leaves the kernel that reads, and what code finds of it in the other one."""

import os
import random
from unittest import mock

import pandas as pd
from running import go
from sandpiper import adopt, profile, reading
from sandpiper.masking import reader as masking
from sandpiper.reading.found import Budget
from test_masking_reader import InFolder

ROWS = 12_000
FIRST = ["Zorba", "Elin", "Otmar", "Suri", "Ulva", "Joris"]
LAST = ["Quint", "Vask", "Brix", "Pell", "Strand"]


def people() -> str:
    drawn = random.Random(3)
    lines = [f"{n},{drawn.choice(FIRST)} {drawn.choice(LAST)},p{drawn.randrange(4_000)}@example.com,{drawn.choice(['Lyon', 'Oslo'])},{drawn.random() * 90:.2f}\n" for n in range(ROWS)]
    return "row,customer,email,city,revenue\n" + "".join(lines)


class InPieces(InFolder):
    def setUp(self):
        super().setUp()
        here = mock.patch.object(profile.Budget, "here", lambda **given: Budget(text_bytes=100_000, piece_bytes=100_000, frame_bytes=0, **given))
        here.start()
        self.addCleanup(here.stop)
        self.put(people__csv=people())

    def handed(self, columns=()):
        """What is read, and the one file that the page makes of what Python gave."""
        self.read_by = self.reader(columns=columns)
        text, blobs = self.read_by.open(["people.csv"])
        read = masking.json.loads(text)
        (table,) = read["tables"]
        self.assertTrue(table["pieced"])
        path = os.path.join(self.folder, "pieces")
        with open(path, "wb") as file:
            file.write(blobs[table["blob"]])
            for piece in table["shelf"]:
                with open(piece, "rb") as one:
                    file.write(one.read())
        return read, {**table, "path": path}

    def adopted(self, table):
        reading.close("people.csv")
        os.unlink(os.path.join(self.folder, "people.csv"))
        adopt.adopt([table])

    def test_no_original_is_in_any_piece(self):
        read, table = self.handed()
        with open(table["path"], "rb") as file:
            content = file.read()
        self.assertGreater(len(table["shelf"]), 4)
        for original in read["originals"]:
            self.assertNotIn(original.encode(), content)
        for word in (b"Zorba", b"@example.com"):
            self.assertNotIn(word, content)
        self.assertIn(b"Lyon", content)
        self.assertEqual(len(read["originals"]), len(set(read["originals"])))

    def test_code_works_on_tokens_of_all_rows(self):
        whole = pd.read_csv(os.path.join(self.folder, "people.csv"))
        read, table = self.handed()
        self.adopted(table)
        seen = go(
            "per = people[['customer', 'revenue']].groupby('customer')['revenue'].sum()\nprint(len(people), len(per), people['email'].nunique(), round(per.sum(), 2))\n"
            "print(sql('select count(*) n, count(distinct customer) c from people').values.tolist())\nprint(load('people.csv').shape)"
        )
        count = f"{ROWS} {whole['customer'].nunique()} {whole['email'].nunique()} {whole['revenue'].sum():.2f}"
        self.assertEqual(seen["stdout"].splitlines(), [count, f"[[{ROWS}, {whole['customer'].nunique()}]]", f"({ROWS}, 5)"])
        self.assertNotIn("Zorba", go("print(people.head(50).to_string(), people)")["stdout"])

    def test_code_that_takes_it_for_a_dataframe_is_told_what_to_do(self):
        _, table = self.handed()
        self.adopted(table)
        seen = go("people.groupby('customer')")
        self.assertIn("Take the columns you need", seen["error"]["message"])

    def test_the_profile_that_the_model_reads_holds_tokens_and_says_that_it_is_in_pieces(self):
        read, _ = self.handed()
        (told,) = read["told"][0]["profile"]["tables"]
        self.assertEqual((told["rows"], told["pieces"] > 4), (ROWS, True))
        text = masking.json.dumps(told)
        for word in ("Zorba", "@example.com"):
            self.assertNotIn(word, text)

    def test_more_different_values_than_can_be_looked_for_are_kept_out_and_that_is_said(self):
        with mock.patch.object(masking, "MOST_HIDDEN", 100):
            read, table = self.handed()
            shown = {column["name"]: column["masked"] for column in read["opened"]["files"][0]["tables"][0]["columns"]}
        self.assertIn("kept out", shown["email"]["reason"])
        self.assertLess(sum(token.startswith("email") for token in read["tokens"]), 20, "no more than examples of it")
        self.assertNotIn("email", [column["name"] for column in read["told"][0]["profile"]["tables"][0]["columns"]])
        self.adopted(table)
        self.assertEqual(go("print(list(people.columns))")["stdout"].strip(), "['row', 'customer', 'city', 'revenue']")

    def test_a_value_to_hide_far_down_hides_the_column(self):
        with open(os.path.join(self.folder, "people.csv"), "a", encoding="utf-8") as file:
            file.write("".join(f"{n},Zorba Quint,p1@example.com,zorba.quint{n}@example.com,1.5\n" for n in range(2_000)))
        read, table = self.handed()
        self.assertEqual(read["verdicts"]["people"]["city"]["class"] != "safe", True)
        with open(table["path"], "rb") as file:
            self.assertNotIn(b"zorba.quint", file.read())

    def test_rules_of_the_administrator_hold(self):
        _, table = self.handed(columns=[{"file": "*", "column": "customer", "rule": "remove"}, {"file": "*", "column": "city", "rule": "token"}])
        self.adopted(table)
        self.assertEqual(go("print(list(people.columns), people['city'].nunique(), 'Lyon' in set(people['city']))")["stdout"].strip(), "['row', 'email', 'city', 'revenue'] 2 False")

    def test_a_file_that_is_forgotten_leaves_no_piece(self):
        _, table = self.handed()
        raw = [piece.path for piece in reading.pieced["people"]._shape.pieces]
        self.read_by.close("people.csv")
        self.assertEqual([path for path in raw if os.path.exists(path)], [])
        self.adopted(table)
        adopt.forget("people.csv")
        self.assertEqual(go("people")["error"]["type"], "NameError")
        self.assertFalse(os.path.exists(table["path"]))
