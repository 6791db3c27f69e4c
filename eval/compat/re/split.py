import re
print(re.split(r"[;,\s]\s*", "a, b;c d"), re.split(r"(\d)", "a1b2c"))
