from openpyxl.utils import column_index_from_string, get_column_letter
print(get_column_letter(28), column_index_from_string("AB"))
