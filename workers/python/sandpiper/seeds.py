"""Chance that is the same whenever a session is run: `random` and numpy begin from one seed, so that a namespace can be made again.

What is asked of the system (secrets, uuid4, os.urandom) stays as unforeseeable as it is.
"""

import random
import sys

SEED = 20_261_126
planted = set()


def plant():
    """Before each run: seeds what was not seeded in this kernel yet."""
    if "random" not in planted:
        planted.add("random")
        random.seed(SEED)
    if "numpy" not in planted and "numpy.random" in sys.modules:
        planted.add("numpy")
        numpy = sys.modules["numpy"]
        numpy.random.seed(SEED)
        sys.modules["numpy.random.bit_generator"].randbits = random.Random(SEED + 1).getrandbits


def forget():
    """The next run begins from the seeds again, as in a new kernel."""
    planted.clear()
