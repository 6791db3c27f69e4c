"""Runs code as the kernel does, for tests."""

import json

from sandpiper import host, namespace, run

LIMITS = {"outputChars": 2_000, "artifactBytes": 1_000_000, "artifactsPerRun": 5, "tableRows": 3, "tableColumns": 4}


def fresh():
    namespace.start()


def go(code, **limits):
    """The observation of one script. Bytes are as they are."""
    running = run.run({"code": code, **LIMITS, **limits})
    try:
        running.send(None)
    except StopIteration as ended:
        return ended.value
    raise AssertionError("the script waits for something")


def kinds(seen):
    return [made["kind"] for made in seen["artifacts"]]


class Heard:
    """Collects what is handed to the host while it is connected."""

    def __enter__(self):
        self.pieces = []
        self.before = host.emit
        host.connect(emit=lambda stream, text: self.pieces.append((stream, text)))
        return self

    def __exit__(self, *_):
        host.connect(emit=self.before)


def as_json(seen):
    return json.loads(run.pack(seen)[0])
