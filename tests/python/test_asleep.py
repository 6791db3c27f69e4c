"""What a heap does before it is taken and after it wakes; that it wakes at all is tried in tests/e2e/start.spec.ts."""

import os
import random
import tempfile
import unittest

import numpy
import pandas
from sandpiper import asleep, gather

VERSIONS = {"numpy": numpy.__version__, "pandas": pandas.__version__}


def drawn():
    return random.random(), float(numpy.random.rand()), gather.kernel


class Asleep(unittest.TestCase):
    def test_the_test_holds_in_a_sound_interpreter(self):
        asleep.test(VERSIONS)

    def test_another_version_is_noticed(self):
        with self.assertRaisesRegex(RuntimeError, "pandas is .* not '0.0'"):
            asleep.test({**VERSIONS, "pandas": "0.0"})

    def test_native_code_that_computes_wrongly_is_noticed(self):
        right = numpy.linalg.inv
        numpy.linalg.inv = lambda matrix: right(matrix) + 1
        try:
            with self.assertRaisesRegex(RuntimeError, "inverse is"):
                asleep.test(VERSIONS)
        finally:
            numpy.linalg.inv = right

    def test_the_same_state_gives_the_same_numbers_until_it_is_renewed(self):
        def from_one_state(renewed):
            random.setstate(state)
            numpy.random.set_state(numpy_state)
            gather.kernel = "00000000"
            if renewed:
                asleep.renew()
            return drawn()

        state, numpy_state = random.getstate(), numpy.random.get_state()
        self.assertEqual(from_one_state(False), from_one_state(False))
        first, second = from_one_state(True), from_one_state(True)
        for one, other in zip(first, second):
            self.assertNotEqual(one, other)

    def test_no_seed_is_left_to_be_seen(self):
        os.environ[asleep.SEED] = "7"
        asleep.renew()
        self.assertNotIn(asleep.SEED, os.environ)

    def test_a_generator_that_would_be_the_same_for_everyone_is_refused(self):
        tempfile._name_sequence = None
        held = random.Random(3)
        with self.assertRaisesRegex(RuntimeError, "same for everyone: \\['Random'"):
            asleep.fall()
        self.assertIsInstance(held.random(), float)
