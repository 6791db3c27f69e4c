import re
print(re.findall(r"(?<=\$)\d+(?=\.)", "$12.50 $7.00 9.1"))
