import io
from openpyxl import Workbook, load_workbook
wb = Workbook()
wb.active.append([1, 2, "=A1+B1"])
f = io.BytesIO()
wb.save(f)
print(load_workbook(io.BytesIO(f.getvalue())).active["C1"].value)
