import json
import unittest

import pandas as pd
from sandpiper.masking.frame import classify_frame, harmonise, suppress_small_groups, texts, tokenise
from sandpiper.masking.profile import mask_profile
from sandpiper.masking.tokens import Vault, untokenise
from sandpiper.masking.verdict import safe, sensitive

KEY = bytes(range(32))
PERSON = {"name": sensitive("person", "test")}


def given(values, key=KEY, type_="person", known=None):
    return texts(pd.Series(values), type_, Vault(key, known)).tolist()


class Tokens(unittest.TestCase):
    def test_a_token_is_unmistakable(self):
        self.assertRegex(given(["Ann Lee"])[0], r"^person_[0-9A-HJKMNP-TV-Z]{8}$")
        self.assertRegex(given(["A.Lee@acme.com"], type_="email")[0], r"@company$")
        self.assertRegex(given(["x@gmail.com"], type_="email")[0], r"@webmail$")
        self.assertRegex(given(["+49 171 1234567"], type_="phone")[0], r"\+49$")

    def test_tokens_depend_on_key_and_value_alone(self):
        self.assertEqual(given(["Ann Lee", "Bob Ray"])[0], given(["Ann Lee"])[0])
        self.assertNotEqual(given(["Ann Lee"]), given(["Ann Lee"], key=b"another key of thirty-two bytes!"))
        self.assertRaises(ValueError, Vault, b"short")

    def test_equal_values_equal_tokens_and_the_reverse(self):
        spellings = ["Ann Lee", "ann lee", "ANN LEE", " ann lee ", "McDonald", "MCDonald", "MCdonald", "Mcdonald", "Straße", "Strasse", "STRASSE", "ı", "i", "İ", "é", "e\u0301", "1", "1.0"]
        made = given(spellings + spellings)
        self.assertEqual(len(set(made)), len(spellings))
        self.assertEqual(made[: len(spellings)], made[len(spellings):])

    def test_stripping_and_lowering_join_as_before(self):
        made = pd.Series(given(["Ann Lee", "ann lee ", "ANN LEE"]))
        self.assertEqual(made.str.strip().str.lower().nunique(), 1)

    def test_collisions_are_resolved(self):
        class Weak(Vault):
            def _bodies(self, materials):
                return ["00000000"] * len(materials)

        made = Weak(KEY).give([f"Name {i}" for i in range(300)], "person")
        self.assertEqual(len(set(made)), 300)

    def test_a_known_vault_goes_on_where_it_stopped(self):
        first = Vault(KEY)
        tokens = first.give(["Ann Lee", 7, "7"], "person")
        again = Vault(KEY, json.loads(json.dumps(first.originals)))
        self.assertEqual(again.give(["7", 7, "Ann Lee"], "id"), tokens[::-1])

    def test_nulls_and_blanks_stay(self):
        made = texts(pd.Series(["a b", None, "", float("nan"), "  "]), "person", Vault(KEY))
        self.assertEqual(made.isna().tolist(), [False, True, False, True, False])
        self.assertEqual(made.iloc[2], "")


class Frames(unittest.TestCase):
    def test_joins_groups_and_filters_come_out_the_same(self):
        people = pd.DataFrame({"customer_id": [1001, 1002, 1003, 1004], "name": ["Ann Lee", "Bob Ray", "Cid Fox", "Dot May"], "city": ["Rome", "Rome", "Paris", "Paris"]})
        orders = pd.DataFrame({"customer_id": [1001.0, 1001.0, 1003.0, None, 1009.0], "amount": [5.0, 7.5, 1.25, 9.0, 2.0]})
        tables = {"people": people, "orders": orders}
        classes = harmonise(tables, {k: classify_frame(t) for k, t in tables.items()})
        vault = Vault(KEY)
        masked = {k: tokenise(t, classes[k], vault).df for k, t in tables.items()}

        def totals(of):
            joined = of["orders"].dropna().merge(of["people"], on="customer_id", how="left")
            return joined.groupby("name", dropna=False)["amount"].sum().sort_values().tolist()

        self.assertEqual(totals(masked), totals(tables))
        self.assertFalse(set(masked["people"]["name"]) & set(people["name"]))
        token = masked["people"].loc[0, "name"]
        self.assertEqual((masked["people"]["name"] == token).sum(), 1)
        self.assertEqual(untokenise(f"best: {token}.", vault.originals), "best: Ann Lee.")

    def test_a_column_without_a_verdict_is_masked(self):
        self.assertRegex(tokenise(pd.DataFrame({"a": ["secret"]}), {}, Vault(KEY)).df.loc[0, "a"], "^text_")

    def test_rules_win_over_classes(self):
        df = pd.DataFrame({"name": ["Ann Lee"], "id": [4711], "x": ["y"], "born": pd.to_datetime(["1980-05-01"])})
        classes = {"name": sensitive("person", ""), "id": sensitive("person-id", ""), "x": safe("category", ""), "born": sensitive("date-of-birth", "")}
        made = tokenise(df, classes, Vault(KEY), {"name": "show", "id": "integer", "x": "remove", "born": "year"}).df
        self.assertEqual((made.columns.tolist(), made.loc[0, "name"], int(made.loc[0, "born"])), (["name", "id", "born"], "Ann Lee", 1980))
        self.assertEqual(made["id"].dtype, "int64")
        self.assertEqual(str(made.loc[0, "id"])[0] + str(len(str(made.loc[0, "id"]))), "915")
        self.assertRaises(ValueError, tokenise, df, classes, Vault(KEY), {"name": "shout"})

    def test_births_move_together_and_keep_their_notation(self):
        df = pd.DataFrame({"dob": ["01.02.1980", "03.02.1980", None]})
        made = tokenise(df, {"dob": sensitive("date-of-birth", "")}, Vault(KEY))
        days = pd.to_datetime(made.df["dob"], format="%d.%m.%Y")
        self.assertEqual((days[1] - days[0]).days, 2)
        self.assertNotEqual(made.df.loc[0, "dob"], "01.02.1980")
        self.assertEqual(made.shifted, {"dob": Vault(KEY).days()})
        self.assertTrue(made.df["dob"].isna()[2])

    def test_categories_stay_categories(self):
        df = pd.DataFrame({"name": pd.Categorical(["Ann Lee", "Bob Ray", "Ann Lee"])})
        made = tokenise(df, PERSON, Vault(KEY)).df["name"]
        self.assertEqual((str(made.dtype), made.nunique()), ("category", 2))

    def test_people_as_column_names_are_masked(self):
        made = tokenise(pd.DataFrame({"Ann Smith": [1], "total": [2]}), {"Ann Smith": safe("number", ""), "total": safe("number", "")}, Vault(KEY)).df
        self.assertRegex(made.columns[0], "^person_")
        self.assertEqual(made.columns[1], "total")

    def test_small_groups_lose_their_numbers_and_never_alone(self):
        df = pd.DataFrame({"region": ["A", "B", "C"], "n": [50, 3, 9], "pay": [1.0, 2.0, 3.0]})
        made, count = suppress_small_groups(df, "n")
        self.assertEqual((count, made["pay"].isna().tolist(), made["region"].tolist()), (2, [False, True, True], ["A", "B", "C"]))


class Profiles(unittest.TestCase):
    def opened(self):
        column = {"name": "name", "dtype": "str", "kind": "text", "semantic": None, "nulls": 0, "distinct": 2, "min": "Ann Lee", "max": "Bob Ray", "mean": None,
                  "examples": ["Ann Lee", "Bob Ray"], "top": [["Ann Lee", 2]], "note": "7 to 7 characters"}
        table = {"variable": "staff", "part": None, "rows": 2, "columns": [column, {**column, "name": "team", "examples": ["Sales"], "top": [["Sales", 2]], "min": None, "max": None, "note": None}],
                 "duplicateRows": 0, "oddLines": [{"line": 3, "reason": "5 fields", "text": "Bob Ray;x;y"}], "oddLineCount": 1, "notes": ["total row of Ann Lee kept out"]}
        return {"files": [{"file": "Ann Lee salaries.csv", "bytes": 9, "format": "csv", "tables": [table], "notes": []}],
                "problems": [{"file": "x.csv", "part": None, "line": 1, "reason": "cannot read 'ann lee'", "fix": "mail a@b.de"}], "links": []}

    def masked(self, mode):
        vault = Vault(KEY)
        vault.give(["Ann Lee", "Bob Ray"], "person")
        return mask_profile(self.opened(), {"staff": {**PERSON, "team": safe("category", "")}}, mode, vault)

    def test_no_original_is_left_in_any_masked_mode(self):
        for mode in ("masked", "schema-only"):
            text = json.dumps(self.masked(mode)).lower()
            self.assertFalse([v for v in ("ann lee", "bob ray", "a@b.de") if v in text], mode)

    def test_examples_are_the_tokens_of_the_cells(self):
        made = self.masked("masked")["files"][0]["tables"][0]["columns"]
        self.assertEqual(made[0]["examples"], Vault(KEY).give(["Ann Lee", "Bob Ray"], "person"))
        self.assertEqual(made[1]["examples"], ["Sales"])

    def test_schema_only_keeps_names_and_counts(self):
        file = self.masked("schema-only")["files"][0]
        self.assertEqual((file["file"], file["tables"][0]["columns"][1]["examples"], file["tables"][0]["rows"]), ("file_1.csv", [], 2))

    def test_open_is_untouched_and_other_modes_are_refused(self):
        self.assertEqual(self.masked("open"), self.opened())
        self.assertRaises(ValueError, self.masked, "closed")


if __name__ == "__main__":
    unittest.main()
