import datetime as dt
import io
from openpyxl import Workbook, load_workbook
wb = Workbook()
wb.active["A1"] = dt.date(2024, 2, 29)
f = io.BytesIO()
wb.save(f)
print(load_workbook(io.BytesIO(f.getvalue())).active["A1"].value)
