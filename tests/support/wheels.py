"""Unpacks a vendored wheel when it is first imported, so that a test run pays only for what it uses."""

import importlib
import importlib.machinery
import sys


class Wheels:
    """A finder for modules that no other finder has. `unpack(package)` puts one package into site-packages."""

    def __init__(self, packages, unpack):
        self.packages = packages
        self.unpack = unpack
        self.done = set()
        self.homes = {module: name for name, one in packages.items() for module in one["imports"]}

    def install(self, name):
        if name in self.done:
            return
        self.done.add(name)
        for needed in self.packages[name]["depends"]:
            self.install(needed)
        self.unpack(name)

    def find_spec(self, module, path=None, target=None):
        name = self.homes.get(module)
        if path is not None or name is None or name in self.done:
            return None
        self.install(name)
        importlib.invalidate_caches()
        return importlib.machinery.PathFinder.find_spec(module)


def watch(packages, unpack):
    sys.meta_path.append(Wheels(packages, unpack))
