"""A folder of files that stands for /data, for tests of reading."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path
from typing import Any

from sandpiper import profile, reading
from sandpiper.reading import registry


class ReadingCase(unittest.TestCase):
    """Each test has a data folder of its own and starts with nothing open."""

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.before = registry.data_dir
        registry.data_dir = str(self.folder)
        self.forget()

    def tearDown(self) -> None:
        self.forget()
        registry.data_dir = self.before
        shutil.rmtree(self.folder)

    def forget(self) -> None:
        for source in list(reading.sources.values()):
            reading.close(source.file)

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def open(self, *names: str, **budget: int) -> dict[str, Any]:
        """`Opened` of these files, as the page gets it."""
        return json.loads(profile.open_files(list(names), budget))

    def read(self, name: str, content: bytes | str, **budget: int) -> dict[str, Any]:
        self.write(name, content)
        return self.open(name, **budget)

    def reason(self, opened: dict[str, Any]) -> str:
        """The reason of the only problem."""
        self.assertEqual(len(opened["problems"]), 1, opened["problems"])
        problem = opened["problems"][0]
        self.assertTrue(problem["fix"])
        return str(problem["reason"])
