"""Waiting that a stop can end."""

import time

from . import host


def sleep(seconds):
    """time.sleep that an interrupt ends early with KeyboardInterrupt."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        host.sleep(min(left, 60.0))


def adopt():
    time.sleep = sleep
