"""Looks for traces of packages: every path of the file system, every module that can be found, every name that the kernel keeps."""

import gc
import importlib.metadata
import importlib.util
import os
import re
import sys


def paths(words):
    for folder, folders, files in os.walk("/"):
        if folder.startswith(("/proc", "/dev")):
            continue
        for name in [*folders, *files]:
            plain = name.lower().replace("-", "_")
            # The folder, a single file, the folder of its facts: pandas has a scipy_sparse.py of its own.
            if any(re.fullmatch(rf"{word}(\.\w+|_\d.*)?", plain) for word in words):
                yield os.path.join(folder, name)


def findable(words):
    return [word for word in words if word in sys.modules or importlib.util.find_spec(word) is not None]


def installed(words):
    return [name for one in importlib.metadata.distributions() if (name := one.name.lower().replace("-", "_")) in words]


def known(words):
    """Names in any dict of the interpreter that belong to a lock: those have a digest beside them. What slept in the heap is no longer told of by gc: modules are asked too."""
    held = [value for module in list(sys.modules.values()) for value in list(getattr(module, "__dict__", {}).values())]
    dicts = [kept for kept in [*gc.get_objects(), *held] if type(kept) is dict]
    return sorted({word for kept in dicts for word in words if type(value := kept.get(word)) is dict and "sha256" in value})
