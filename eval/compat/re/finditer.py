import re
print([(m.start(), m[0]) for m in re.finditer("o", "foo boo")])
