import re
p = re.compile(r"""
    (\d+)   # number
    \s*
    ([a-z]+)  # unit
""", re.X)
print(p.findall("10 kg, 5m"), p.groups)
