import io
from openpyxl import Workbook, load_workbook
wb = Workbook()
wb.active["A1"] = "total"
wb.active["B1"] = 42.5
f = io.BytesIO()
wb.save(f)
ws = load_workbook(io.BytesIO(f.getvalue())).active
print(ws["A1"].value, ws["B1"].value, ws.dimensions)
