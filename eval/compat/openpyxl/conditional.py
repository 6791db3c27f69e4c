from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
ws = Workbook().active
ws.conditional_formatting.add("A1:A9", CellIsRule(operator="lessThan", formula=["0"], fill=PatternFill(bgColor="FF0000")))
print(len(list(ws.conditional_formatting)))
