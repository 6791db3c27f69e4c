"""stdout and stderr of a run: kept up to a cap, handed on in batches, the rest counted."""

import io
import time

from . import host

BATCH_CHARS = 4_096
BATCH_SECONDS = 0.05
PROMPT_BATCHES = 40  # a second: so many whole lines are handed on at once, in case the code never comes back


class Sink:
    """Keeps the head of what is written and the last characters of the rest.

    `cap` is in characters for all streams together; three quarters of it for the head, a quarter for the tail.
    """

    def __init__(self, cap):
        self.head_left = cap - cap // 4
        self.tail_cap = cap // 4
        self.heads = {"stdout": [], "stderr": []}
        self.tails = {"stdout": "", "stderr": ""}
        self.overflow = {"stdout": 0, "stderr": 0}
        self.waiting = []
        self.waiting_chars = 0
        self.sent_at = 0.0
        self.prompt_left = PROMPT_BATCHES

    def write(self, stream, text):
        kept = text[: self.head_left]
        if kept:
            self.head_left -= len(kept)
            self.heads[stream].append(kept)
            self._batch(stream, kept)
        rest = text[len(kept):]
        if rest:
            self.overflow[stream] += len(rest)
            share = self.tail_cap // 2
            self.tails[stream] = (self.tails[stream] + rest[-share:])[-share:] if share else ""

    def _batch(self, stream, text):
        if self.waiting and self.waiting[-1][0] == stream:
            self.waiting[-1][1].append(text)
        else:
            self.waiting.append((stream, [text]))
        self.waiting_chars += len(text)
        if self.waiting_chars >= BATCH_CHARS or self._due(text[-1]):
            self.flush()

    def _due(self, last):
        """Whether a batch may go: a whole line at once while few went before, else when some time has passed."""
        now = time.monotonic()
        if last not in "\n\r":
            return self.sent_at > 0 and now - self.sent_at >= 2 * BATCH_SECONDS
        self.prompt_left = min(PROMPT_BATCHES, self.prompt_left + (now - self.sent_at) * PROMPT_BATCHES) if self.sent_at else PROMPT_BATCHES
        return self.prompt_left >= 1 or now - self.sent_at >= BATCH_SECONDS

    def flush(self):
        """Hands on what waits."""
        pieces, self.waiting, self.waiting_chars = self.waiting, [], 0
        for stream, texts in pieces:
            host.emit(stream, "".join(texts))
        if pieces:
            self.prompt_left -= 1
        self.sent_at = time.monotonic()

    def text(self, stream):
        """All that was kept of one stream; what is missing in the middle is marked."""
        head, tail = "".join(self.heads[stream]), self.tails[stream]
        missing = self.overflow[stream] - len(tail)
        return f"{head}\n[... {missing} characters left out ...]\n{tail}" if missing > 0 else head + tail

    def dropped(self):
        """Characters written but not kept."""
        return sum(self.overflow[stream] - len(self.tails[stream]) for stream in self.overflow)


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of a run."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name, sink):
        self.name = f"<{name}>"
        self.stream = name
        self.sink = sink

    def writable(self):
        return True

    def isatty(self):
        return False

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.sink.write(self.stream, text)
        return len(text)

    def flush(self):
        self.sink.flush()

    @property
    def buffer(self):
        return Raw(self)


class Raw(io.RawIOBase):
    """Bytes written to sys.stdout.buffer, read as UTF-8."""

    def __init__(self, text):
        self.text = text

    def writable(self):
        return True

    def write(self, data):
        self.text.write(bytes(data).decode("utf-8", "replace"))
        return len(data)
