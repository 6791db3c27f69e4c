import re
print(re.match(r"(?>a+)b", "aaab") is not None, re.match(r"a++a", "aaa"))
