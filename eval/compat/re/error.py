import re
try:
    re.compile("(")
except re.error as error:
    print("error", "unterminated" in str(error))
