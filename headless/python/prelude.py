# What the session had at hand: the readers and helpers of Sandpiper's kernel, and the functions that show and save. In a notebook Jupyter shows;
# in a script (SCRIPT is set before this) it is printed, and pictures become files in `output`.
import ast, asyncio, base64, inspect, io, json, os, sys, tempfile, zlib

_folder = tempfile.mkdtemp(prefix="sandpiper-")
for _name, _text in json.loads(zlib.decompress(base64.b64decode(KERNEL))).items():
    _path = os.path.join(_folder, _name)
    os.makedirs(os.path.dirname(_path), exist_ok=True)
    with open(_path, "w", encoding="utf-8") as _file:
        _file.write(_text)
sys.path.insert(0, _folder)

import pandas as pd
from sandpiper import figures, namespace, outputs
from sandpiper import show as showing
from sandpiper.modules import lend
from sandpiper.reading import names as naming
from sandpiper.reading import registry

OUTPUT = os.path.abspath("output")
if globals().get("SCRIPT"):

    class Markdown(str):
        pass

    class Image(bytes):
        pass

    def drawn(kind, ending):
        os.makedirs(OUTPUT, exist_ok=True)
        path = os.path.join(OUTPUT, f"{kind}-{sum(name.startswith(kind) for name in os.listdir(OUTPUT)) + 1}{ending}")
        print(f"[{kind}: {path}]")
        return path

    def display(value):
        if isinstance(value, Image):
            with open(drawn("figure", ".png"), "wb") as file:
                file.write(value)
        elif hasattr(value, "write_html"):
            try:
                import plotly.io._html

                value.write_html(drawn("chart", ".html"))
            except ImportError:
                value.write_json(drawn("chart", ".json"))
        elif isinstance(value, (pd.DataFrame, pd.Series)):
            print(value.to_string(max_rows=50))
        else:
            print(value)

    def register_cell_magic(function):
        return function
else:
    from IPython.core.magic import register_cell_magic
    from IPython.display import Image, Markdown, display

outputs.ROOT = OUTPUT
namespace.names = globals()


def show(*values, title=None):
    for value in values:
        if title:
            display(Markdown(f"**{title}**"))
        if isinstance(value, str):
            print(value)
        elif (figure := figures.figure_of(value)) is not None:
            figure = figure.figure if hasattr(figure, "figure") and figures.is_figure(figure.figure) else figure
            picture = io.BytesIO()
            figure.savefig(picture, format="png", dpi=110, bbox_inches="tight")
            display(Image(picture.getvalue()))
            figures.close(figure)
        else:
            display(value)


def table(value, title=None):
    show(value, title=title)


def chart(value, title=None):
    show(value, title=title)


def final_answer(finding, evidence=(), caveats=(), next_questions=()):
    def listed(head, items):
        items = [items] if isinstance(items, str) else list(items or [])
        return "\n".join([f"\n**{head}**\n", *(f"- {item}" for item in items)]) if items else ""

    display(Markdown(f"{finding}\n" + listed("What carries it", evidence) + listed("What to keep in mind", caveats) + listed("Worth asking next", next_questions)))


def ask_person(question, choices=()):
    display(Markdown(f"*In the session the person was asked here:* {question} {' / '.join(choices)}"))


showing.ask_person = ask_person
showing.show, showing.table, showing.chart, showing.final_answer = show, table, chart, final_answer


def save(value, name):
    os.makedirs(OUTPUT, exist_ok=True)
    from sandpiper import save as saving

    return saving.save(value, name)


def sql(query, params=()):
    return namespace.sql(query, params)


def load(name, part=None):
    return namespace.load(name, part)


def open_dropped(names, places=(".",)):
    """Reads the files as the session did, from the first of these folders that has them, and binds their tables to the same names."""
    from sandpiper import profile

    for name in names:
        place = next((place for place in places if os.path.exists(os.path.join(place, name))), None)
        if place is None:
            raise FileNotFoundError(f"{name}: put it beside this notebook")
        registry.data_dir = os.path.abspath(place)
        if name.lower().endswith((".parquet", ".pq")):
            globals()[naming.variable(name, None, set(registry.tables))] = pd.read_parquet(os.path.join(place, name))
            continue
        for problem in json.loads(profile.open_files([name]))["problems"]:
            print(f"{name}: {problem['reason']}")
    for variable, frame in registry.tables.items():
        globals()[variable] = frame.copy(deep=False)
        print(f"{variable}: {len(frame):,} rows, {frame.shape[1]} columns")


@register_cell_magic
def attempt(line, cell):
    """A run that failed in the session: its error is told, and the notebook goes on."""
    try:
        exec(compile(cell, "<a run that failed in the session>", "exec"), globals())
    except Exception as error:
        print(f"It failed, as in the session: {type(error).__name__}: {error}")


def awaited(cell):
    """A run of a script that awaits at its top, as the kernel and Jupyter allow."""
    made = eval(compile(cell, "<a run of the session>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), globals())
    if inspect.iscoroutine(made):
        asyncio.run(made)
