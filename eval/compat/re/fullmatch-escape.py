import re
print(bool(re.fullmatch(r"[A-Z]{2}\d{2}", "AB12")), re.escape("1+1=2?"))
