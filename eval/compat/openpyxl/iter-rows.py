from openpyxl import Workbook
ws = Workbook().active
for row in ([1, "a"], [2, "b"]):
    ws.append(row)
print(list(ws.iter_rows(values_only=True)), ws.max_row)
