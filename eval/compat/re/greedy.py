import re
print(re.search(r"<.+>", "<a><b>")[0], re.search(r"<.+?>", "<a><b>")[0])
