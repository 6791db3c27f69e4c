"""Runs pieces of the bench's work one after the other in CPython, and prints when each was done and the most memory held, as JSON.

The pieces are the first argument, a JSON list of code; they share one namespace.
"""

import json
import re
import sys
import time
from pathlib import Path


def peak_bytes():
    """The most memory that this process has held; None where the system does not say.

    Linux counts the program that started this one into getrusage, so its own figure is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) * 1024
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def main():
    names, done = {}, []
    for code in json.loads(sys.argv[1]):
        exec(code, names)
        done.append(time.time() * 1000)
    print(json.dumps({"done": done, "peak": peak_bytes()}))


main()
