import re
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "3 and 10"), re.subn("a", "b", "aaa"))
