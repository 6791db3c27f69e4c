"""What the classifier says of a column."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """`cls` is safe, sensitive or unknown; everything but safe is masked. `type` is the prefix of its tokens; `kind` the detector, where one did it.

    `confidence` is 0 to 1: 0.9 and above by checksum or header, below by shape."""

    cls: str
    type: str
    reason: str
    confidence: float
    kind: str | None = None

    @property
    def masked(self) -> bool:
        return self.cls != "safe"

    def as_json(self) -> dict:
        return {"class": self.cls, "type": self.type, "reason": self.reason, "confidence": self.confidence, "kind": self.kind}


def safe(type_: str, reason: str, confidence: float = 0.9) -> Verdict:
    return Verdict("safe", type_, reason, confidence)


def sensitive(type_: str, reason: str, confidence: float = 0.95, kind: str | None = None) -> Verdict:
    return Verdict("sensitive", type_, reason, confidence, kind)


def unknown(type_: str, reason: str, confidence: float = 0.5) -> Verdict:
    return Verdict("unknown", type_, reason, confidence)
