"""What a run makes, with its caps. One is current at a time; outside of a run nothing is kept."""

import secrets

kernel = secrets.token_hex(4)


class Gathered:
    """Artifacts and notes of one run.

    `limits` holds artifactBytes (all bytes of a run), artifactsPerRun, tableRows, tableColumns.
    """

    def __init__(self, limits):
        self.limits = limits
        self.artifacts = []
        self.notes = []
        self.bytes_left = limits["artifactBytes"]
        self.refused = 0
        self.answer = None
        self.asks = None
        self.seen = []

    def note(self, text):
        if text not in self.notes and len(self.notes) < 50:
            self.notes.append(text)

    def room(self, title):
        """Whether one more artifact fits; when not, a note says so once, with the count in `finish`."""
        if len(self.artifacts) < self.limits["artifactsPerRun"]:
            return True
        self.refused += 1
        return False

    def add(self, artifact, size):
        """Keeps an artifact of `size` bytes, or notes why not. True when kept."""
        title = artifact["title"]
        if not self.room(title):
            return False
        if size > self.bytes_left:
            left = self.bytes_left / 1024**2
            self.note(f"{title!r} was left out: {size / 1024**2:.1f} MB, and {left:.1f} MB of this run's allowance are left")
            return False
        self.bytes_left -= size
        self.artifacts.append({"id": new_id(), **artifact})
        return True

    def saw(self, value):
        """Remembers that `value` was shown, so that a last expression does not show it again."""
        self.seen.append(value)

    def has_seen(self, value):
        return any(one is value for one in self.seen)

    def finish(self):
        self.seen.clear()
        if self.refused:
            self.note(f"{self.refused} more results were left out: a run may show {self.limits['artifactsPerRun']}")


_count = 0


def new_id():
    """An id that no other kernel hands out, so that a table of a dead kernel is never mistaken for a living one's."""
    global _count
    _count += 1
    return f"{kernel}-{_count}"


DEFAULTS = {"artifactBytes": 64 * 1024**2, "artifactsPerRun": 40, "tableRows": 50, "tableColumns": 200}
current = Gathered(DEFAULTS)


def begin(limits):
    global current
    current = Gathered(limits)
    return current
