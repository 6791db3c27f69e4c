from openpyxl import Workbook
wb = Workbook()
wb.create_sheet("Data", 0)
print(wb.sheetnames, wb["Data"].title)
