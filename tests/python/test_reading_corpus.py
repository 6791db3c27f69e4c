"""The messy corpus: plain pandas, sniffing pandas and our reader side by side."""

import io
import unittest
import warnings

import pandas as pd

from corpus.case import Case, cases
from corpus.scoring import shape_fault, value_fault
from sandpiper.reading.found import Budget, Table
from sandpiper.reading.reader import read_bytes


def _ours(case: Case) -> Table:
    found = read_bytes(f"file.{case.ending}", case.data, Budget())
    if not found.tables:
        raise ValueError(found.problems[0].reason)
    return found.tables[0]


def _right(case: Case, **options: object) -> bool:
    try:
        return shape_fault(case, pd.read_csv(io.BytesIO(case.data), **options)) == ""
    except Exception:
        return False


def _faults(case: Case) -> tuple[str, str, str]:
    """What is wrong with shape, values and odd lines as we read them."""
    try:
        table = _ours(case)
    except ValueError as fault:
        return str(fault), str(fault), ""
    shape = shape_fault(case, table.frame)
    odd = "" if case.odd in (None, table.odd.count) else f"{table.odd.count} odd lines for {case.odd}: {table.odd.kept[:3]}"
    return shape, shape or value_fault(case, table.frame), odd


class Corpus(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.cases = cases()
        cls.faults = {case.name: _faults(case) for case in cls.cases}

    def _score(self, place: int) -> float:
        bad = {name: faults[place] for name, faults in self.faults.items() if faults[place]}
        for name, fault in bad.items():
            print(f"  {name}: {fault}")
        return 1 - len(bad) / len(self.faults)

    def test_it_is_large_and_varied_enough_to_mean_something(self) -> None:
        self.assertGreaterEqual(len(self.cases), 120)
        self.assertGreaterEqual(len({case.mess for case in self.cases}), 40)

    def test_it_is_the_same_each_time(self) -> None:
        self.assertEqual([case.data for case in self.cases], [case.data for case in cases()])

    def test_nine_in_ten_have_the_right_shape_where_plain_pandas_gets_a_third(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            plain = sum(_right(case) for case in self.cases) / len(self.cases)
            sniffed = sum(_right(case, sep=None, engine="python") for case in self.cases) / len(self.cases)
        ours = self._score(0)
        print(f"right shape of {len(self.cases)} files: read_csv {plain:.1%}, read_csv sniffing {sniffed:.1%}, ours {ours:.1%}")
        self.assertGreaterEqual(ours, 0.9)
        self.assertGreater(ours, sniffed + 0.3)

    def test_nine_in_ten_have_the_right_types_and_values(self) -> None:
        self.assertGreaterEqual(self._score(1), 0.9)

    def test_every_line_that_is_left_out_or_mended_is_told(self) -> None:
        self.assertGreaterEqual(self._score(2), 0.99)
