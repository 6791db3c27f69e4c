import re
print(re.findall(r"\b(\w+) \1\b", "the the cat sat sat"))
