"""Files that code leaves below /output, as file artifacts."""

import mimetypes
import os

from . import gather

ROOT = "/output"
MOST_FILES = 1_000

known = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".json": "application/json", ".jsonl": "application/x-ndjson",
    ".md": "text/markdown", ".txt": "text/plain", ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3", ".db": "application/vnd.sqlite3", ".ipynb": "application/x-ipynb+json",
}


def snapshot(root=ROOT):
    """Path below `root` to (modification time, size), for every regular file."""
    os.makedirs(root, exist_ok=True)
    seen = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not os.path.islink(path):
                state = os.stat(path)
                seen[os.path.relpath(path, root)] = (state.st_mtime_ns, state.st_size)
        if len(seen) > MOST_FILES:
            break
    return seen


def collect(before, root=ROOT):
    """Adds each file that is new or changed since `before` to the current run."""
    now = snapshot(root)
    for name in sorted(now):
        if before.get(name) != now[name]:
            artifact(name, now[name][1], root)


def restore(before, root=ROOT):
    """Takes away files that are new since `before`."""
    for name in set(snapshot(root)) - set(before):
        os.remove(os.path.join(root, name))


def artifact(name, size, root):
    run = gather.current
    if not run.room(name):
        return
    if size > run.bytes_left:
        run.note(f"/output/{name} was left out: {size / 1024**2:.1f} MB, and {run.bytes_left / 1024**2:.1f} MB of this run's allowance are left")
        return
    with open(os.path.join(root, name), "rb") as file:
        data = file.read()
    run.add({"kind": "file", "title": os.path.basename(name), "name": name, "mime": mime(name), "bytes": data}, len(data))


def mime(name):
    """Media type by extension; unknown ones are octets."""
    ending = os.path.splitext(name)[1].lower()
    return known.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
