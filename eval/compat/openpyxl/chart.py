import io
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
wb = Workbook()
for row in ([1], [2]):
    wb.active.append(row)
chart = BarChart()
chart.add_data(Reference(wb.active, min_col=1, min_row=1, max_row=2))
wb.active.add_chart(chart, "C1")
f = io.BytesIO()
wb.save(f)
print(len(wb.active._charts), f.getvalue()[:2])
