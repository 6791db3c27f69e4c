import re
print(re.findall(r"^b.*$", "a\nB1\nb2", re.M | re.I), bool(re.search(r"a.b", "a\nb", re.S)))
