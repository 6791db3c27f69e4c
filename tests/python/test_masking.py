import unittest

import numpy as np
import pandas as pd
from sandpiper.masking.classify import classify
from sandpiper.masking.detect import find, kind_of, kinds_of
from sandpiper.masking.frame import classify_frame, harmonise


class Detectors(unittest.TestCase):
    def test_a_value_is_known_by_its_check(self):
        cases = {
            "ann.lee@example.com": "email", "ann (at) example [dot] com": "email", "+49 171 1234567": "phone", "(555) 234-5678": "phone", "4111 1111 1111 1111": "card",
            "DE89 3704 0044 0532 0130 00": "iban", "123-45-6788": "us-ssn", "AB123456C": "uk-nino", "2001:db8::1": "ipv6", "192.168.1.1": "ipv4", "529.982.247-25": "br-cpf",
            "12345678Z": "es-dni", "RSSMRA85T10A562S": "it-cf", "756.9217.0769.85": "ch-ahv", "https://bob:secret@db.example/x": "url-user",
        }
        self.assertEqual({v: kind_of(v) for v in cases}, cases)

    def test_a_wrong_check_digit_is_nothing(self):
        for value in ["4111 1111 1111 1112", "DE88 3704 0044 0532 0130 00", "529.982.247-26", "12345678A", "000-12-3456", "BG123456C"]:
            self.assertIsNone(kind_of(value), value)

    def test_look_alikes_are_nothing(self):
        for value in ["2024-01-15", "12:30:45", "1.2.3", "logo@2x.png", "user@localhost", "550e8400-e29b-41d4-a716-446655440000", "0.4111111111111111", "08.10.1987"]:
            self.assertIsNone(kind_of(value), value)

    def test_spelling_does_not_matter(self):
        for value in ["４１１１ 1111 1111 1111", "4111\u00a01111\u00a01111\u00a01111", "41\u200b11 1111 1111 1111", "4111\u20111111\u20111111\u20111111", "٤١١١ 1111 1111 1111"]:
            self.assertEqual(kind_of(value), "card", value)

    def test_a_bare_number_needs_its_column_or_its_word(self):
        self.assertIsNone(kind_of("111222333"))
        self.assertEqual(kind_of("111222333", "nl-bsn"), "nl-bsn")
        self.assertEqual([s.type for s in find("BSN 111222333 and 111222333")][:1], ["nl-bsn"])
        self.assertEqual(find("order 111222333"), [])

    def test_places_are_those_of_the_text(self):
        text = "write to a.b@c.de, pay DE89 3704 0044 0532 0130 00 before noon"
        self.assertEqual([(s.type, text[s.at:s.at + s.length]) for s in find(text)], [("email", "a.b@c.de"), ("iban", "DE89 3704 0044 0532 0130 00")])

    def test_a_column_keeps_its_index_and_nulls(self):
        found = kinds_of(pd.Series(["a@b.de", None, "x"], index=[5, 6, 7]))
        self.assertEqual(found.tolist(), ["email", None, None])
        self.assertEqual(found.index.tolist(), [5, 6, 7])


class Classifier(unittest.TestCase):
    def column(self, header, values):
        verdict = classify(header, pd.Series(values))
        return verdict.cls, verdict.type

    def test_text_is_denied_unless_shown_harmless(self):
        self.assertEqual(self.column("c1", [f"zorb{i}x" for i in range(40)])[0], "unknown")
        self.assertEqual(self.column("c1", ["Emmi", "Onni", "Eino"] * 20)[0], "unknown")
        self.assertEqual(self.column("status", ["open", "closed"] * 10), ("safe", "category"))

    def test_a_rare_value_makes_a_category_suspect(self):
        self.assertEqual(self.column("note_code", ["qxa"] * 50 + ["Ann Lee"])[0] != "safe", True)

    def test_headers_are_read_in_many_languages(self):
        for header in ["Kundenname", "nom complet", "Apellidos", "Cognome", "Achternaam", "Nazwisko", "Efternamn", "Sobrenome", "customerName", "姓名"]:
            self.assertEqual(self.column(header, ["Xy Zw", "Vu Ts"]), ("sensitive", "person"), header)

    def test_a_flag_about_a_kind_is_no_kind(self):
        self.assertEqual(self.column("email_opt_in", ["yes", "no"] * 10)[0], "safe")
        self.assertEqual(self.column("product name", ["Blue Lamp", "Red Chair"] * 10)[0], "safe")

    def test_one_address_in_a_long_column_is_enough(self):
        self.assertEqual(self.column("remarks_x", ["ok"] * 500 + ["mail bob@x.org today"])[0], "sensitive")

    def test_numbers_are_safe_unless_they_identify(self):
        random = np.random.default_rng(3)
        self.assertEqual(self.column("amount", random.integers(1, 10**6, 90))[0], "safe")
        self.assertEqual(self.column("ts", random.integers(1_600_000_000, 1_700_000_000, 90))[0], "safe")
        self.assertEqual(self.column("order_id", range(500))[0], "safe")
        self.assertEqual(self.column("customer_id", range(500)), ("sensitive", "person-id"))
        self.assertEqual(self.column("c7", random.integers(10**11, 10**12, 90)), ("unknown", "identifier"))

    def test_lifelong_dates_in_no_order_are_births(self):
        random = np.random.default_rng(3)
        births = pd.to_datetime(random.integers(-9_000, 12_000, 200), unit="D")
        self.assertEqual(self.column("c3", births), ("unknown", "date-of-birth"))
        self.assertEqual(self.column("day", pd.date_range("1960-01-01", periods=15_000))[0], "safe")
        self.assertEqual(self.column("Geburtsdatum", ["01.02.1980"]), ("sensitive", "date-of-birth"))

    def test_odd_columns_do_not_raise(self):
        for values in [[], [None, None], [[1], {"a": 2}], ["", "  "], [1, "a", None, 2.5], [b"x", b"y"], [np.inf, -np.inf, np.nan], [1 + 2j]]:
            self.assertIn(self.column("x", pd.Series(values, dtype=object))[0], ("safe", "unknown", "sensitive"))
        self.assertEqual(classify("x", pd.Series([np.inf, 1.0])).cls, "safe")

    def test_columns_that_join_are_masked_together(self):
        people = pd.DataFrame({"customer_id": [101, 102, 103, 104], "name": ["A B", "C D", "E F", "G H"]})
        orders = pd.DataFrame({"buyer": [101, 101, 103, 104], "amount": [1.5, 2.5, 3.5, 4.5]})
        tables = {"people": people, "orders": orders}
        agreed = harmonise(tables, {k: classify_frame(t) for k, t in tables.items()})
        self.assertTrue(agreed["orders"]["buyer"].masked)
        self.assertFalse(agreed["orders"]["amount"].masked)

    def test_the_key_of_a_table_is_masked_with_the_column_that_refers_to_it_however_short(self):
        patients = pd.DataFrame({"id": range(1, 31), "city": ["Bergen", "Turku", "Malmo"] * 10})
        visits = pd.DataFrame({"id": range(1, 91), "patient_id": [n % 25 + 1 for n in range(90)], "minutes": [n % 30 + 1 for n in range(90)]})
        tables = {"clinic_patients": patients, "clinic_visits": visits}
        agreed = harmonise(tables, {k: classify_frame(t) for k, t in tables.items()})
        self.assertTrue(agreed["clinic_visits"]["patient_id"].masked)
        self.assertEqual(agreed["clinic_patients"]["id"].type, agreed["clinic_visits"]["patient_id"].type)
        for column in ("id", "minutes"):
            self.assertFalse(agreed["clinic_visits"][column].masked, column)


if __name__ == "__main__":
    unittest.main()
