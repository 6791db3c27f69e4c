"""What the head and the tail of a large file tell about the whole of it."""

from .body import settle
from .delimited import ENDINGS, lines_of
from .dialect import dialect_of
from .layout import Region, locate
from .records import Records, records

HEAD_BYTES, TAIL_BYTES, LOOKED_FOR = 1 << 17, 1 << 15, 20


class Irregular(Exception):
    """The fast way cannot vouch for this file."""


def line_end(data: bytes) -> int:
    """Where the last line ends that no quote goes beyond. Raises Irregular where there is none."""
    within, end = data.count(b'"') % 2, len(data)
    for _ in range(100_000):
        at = data.rfind(b"\n", 0, end)
        if at < 0:
            break
        within ^= data.count(b'"', at, end) % 2
        if not within:
            return at + 1
        end = at
    raise Irregular


def _head(body: bytes) -> str:
    """The first lines; a record that a quote holds together is not cut."""
    data = body[:HEAD_BYTES]
    try:
        end = line_end(data)
    except Irregular:  # a quote is no more than a sign here
        end = data.rfind(b"\n") + 1
    return data[:end].decode("utf-8", "replace")


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
        lines = lines_of(_head(body))
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

    def _last(self, lines: list[str]) -> tuple[list[str], Records]:
        """The last lines and their records, from the first line on that begins one: the first of all may lie within a quote."""
        while lines and not lines[-1].strip():
            lines.pop()
        for first in range(min(LOOKED_FOR, len(lines))):
            cut = records(lines[first:], self.dialect)
            if not cut.odd.count and cut.rows and len(cut.rows[0]) == self.width:
                return lines[first:], cut
        return lines, records(lines, self.dialect)

    def _ending(self, body: bytes) -> tuple[int, list[tuple[str, str]]]:
        """Where the last record ends, and the lines after it with the reason for each."""
        at = max(body.rfind(b"\n", 0, max(self.start, len(body) - TAIL_BYTES)) + 1, self.start)
        lines, cut = self._last(body[at:].decode("utf-8", "replace").split("\n"))
        region = Region(list(self.region.names), list(range(len(cut.rows))))
        settle(cut.rows, region)
        last = max(region.body, default=0)
        out = [(lines[cut.numbers[i] - 1], why) for i, why in sorted(region.left) if i > last]
        size = sum(len(line.encode()) + 1 for line in lines[cut.numbers[last + 1] - 1 :]) if last + 1 < len(cut.rows) else 0
        end = _stripped(body) + 1
        return (len(body) - size - (len(body) - min(end, len(body))) if size else len(body)), out
