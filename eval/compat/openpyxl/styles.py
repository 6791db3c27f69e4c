import io
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
wb = Workbook()
c = wb.active["A1"]
c.value, c.font, c.fill, c.number_format = 0.5, Font(bold=True), PatternFill("solid", fgColor="FFFF00"), "0.0%"
f = io.BytesIO()
wb.save(f)
c = load_workbook(io.BytesIO(f.getvalue())).active["A1"]
print(c.font.b, c.fill.fgColor.rgb, c.number_format)
