"""The little of Jupyter that a notebook of ours uses, and a run of all its cells in a namespace of their own, as a fresh kernel would."""

import json
import sys
import types


def stand_in(shown):
    """IPython's display and cell magics. What is displayed goes to `shown`."""
    magics = {}

    class Markdown:
        def __init__(self, data):
            self.data = data

    class Image(Markdown):
        pass

    modules = {name: types.ModuleType(name) for name in ("IPython", "IPython.core", "IPython.core.magic", "IPython.display")}
    modules["IPython"].get_ipython, modules["IPython"].version_info = lambda: None, (9, 0)
    modules["IPython.core.magic"].register_cell_magic = lambda function: magics.setdefault(function.__name__, function)
    modules["IPython.display"].Markdown, modules["IPython.display"].Image, modules["IPython.display"].display = Markdown, Image, shown.append
    sys.modules.update(modules)
    return magics


def run(path):
    """Runs the notebook; gives what was displayed, as kinds and texts. Raises what a cell raises."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "sandpiper"]:
        del sys.modules[name]
    sys.path[:] = [place for place in sys.path if not place.endswith("/workers/python")]
    shown = []
    magics = stand_in(shown)
    with open(path, encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    for cell in cells:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            if source.startswith("%%"):
                first, _, rest = source.partition("\n")
                magics[first[2:].split()[0]]("", rest)
            else:
                exec(compile(source, cell["id"], "exec"), main.__dict__)
    return json.dumps([[type(value).__name__, str(getattr(value, "data", ""))[:2_000]] for value in shown])
