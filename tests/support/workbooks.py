"""Workbooks for tests, written by xlsxwriter and read by openpyxl: neither is ours."""

import io
import json


def write(text):
    """Bytes of an .xlsx; `text` is JSON, rows by sheet name."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in json.loads(text).items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return buffer.getvalue()


def read(path):
    """JSON, rows by sheet name."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    return json.dumps({sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}, default=str)
