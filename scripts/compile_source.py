"""Source to the bytes of a .pyc file; run by compile-python.mjs in the Pyodide that ships."""

import warnings
from importlib._bootstrap_external import _code_to_hash_pyc

warnings.simplefilter("ignore", SyntaxWarning)

UNCHECKED = False


def compiled(source, name):
    """A .pyc that is believed without a look at its source; None where the source is not of this Python (a template, a fixture).

    `name` is the path that tracebacks show.
    """
    try:
        code = compile(source.to_bytes(), name, "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        return None
    return bytes(_code_to_hash_pyc(code, bytes(8), UNCHECKED))
