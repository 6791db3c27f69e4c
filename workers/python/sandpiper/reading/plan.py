"""What the head and the tail of a large file tell about the whole of it."""

from .body import settle
from .delimited import ENDINGS, lines_of
from .dialect import dialect_of
from .layout import Region, locate
from .records import records

HEAD_BYTES, TAIL_BYTES = 1 << 17, 1 << 15


class Irregular(Exception):
    """The fast way cannot vouch for this file."""


def _stripped(body: bytes) -> int:
    """The length without the white space at its end. A copy of the body is not made for it."""
    end = len(body)
    while end and not body[max(0, end - TAIL_BYTES) : end].strip(b"\n \t"):
        end = max(0, end - TAIL_BYTES)
    begin = max(0, end - TAIL_BYTES)
    return begin + len(body[begin:end].rstrip(b"\n \t"))


class Plan:
    """What the sample tells: dialect, names, and where the body begins and ends."""

    def __init__(self, name: str, body: bytes) -> None:
        head = body[: body.rfind(b"\n", 0, HEAD_BYTES) + 1].decode("utf-8", "replace")
        lines = lines_of(head)
        self.dialect, sure = dialect_of(lines, ENDINGS.get(name.rsplit(".", 1)[-1].lower()))
        if not self._simple() or sure < 0.3:
            raise Irregular
        cut = records(lines, self.dialect)
        region = locate(cut.rows)
        if region is None or cut.odd.count or len(region.body) < 20:
            raise Irregular
        self.region: Region = region
        self.width = len(region.names)
        if self.width != cut.width or self.width < 2:
            raise Irregular
        self.head_lines = lines[: cut.numbers[region.body[0]] - 1]
        self.sample = [cut.rows[i] for i in region.body if len(cut.rows[i]) == self.width]
        self.numbers = [(cut.numbers[i], reason, lines[cut.numbers[i] - 1]) for i, reason in region.left]
        self.start = sum(len(line.encode()) + 1 for line in self.head_lines)
        self.stop, self.tail = self._ending(body)

    def _simple(self) -> bool:
        d = self.dialect
        return d.delimiter is not None and len(d.delimiter.encode()) == 1 and not d.runs and d.escape is None and d.quote in (None, '"')

    def _ending(self, body: bytes) -> tuple[int, list[tuple[str, str]]]:
        """Where the last record ends, and the lines after it with the reason for each."""
        at = body.rfind(b"\n", 0, max(self.start, len(body) - TAIL_BYTES)) + 1
        lines = body[max(at, self.start) :].decode("utf-8", "replace").split("\n")
        while lines and not lines[-1].strip():
            lines.pop()
        cut = records(lines, self.dialect)
        region = Region(list(self.region.names), list(range(len(cut.rows))))
        settle(cut.rows, region)
        last = max(region.body, default=0)
        out = [(lines[cut.numbers[i] - 1], why) for i, why in sorted(region.left) if i > last]
        size = sum(len(line.encode()) + 1 for line in lines[cut.numbers[last + 1] - 1 :]) if last + 1 < len(cut.rows) else 0
        end = _stripped(body) + 1
        return (len(body) - size - (len(body) - min(end, len(body))) if size else len(body)), out
