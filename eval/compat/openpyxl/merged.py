from openpyxl import Workbook
ws = Workbook().active
ws.merge_cells("A1:C1")
print(ws.merged_cells.ranges, type(ws["B1"]).__name__)
