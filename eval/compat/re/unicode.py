import re
print(re.findall(r"\w+", "Grüße aus Köln"), re.sub(r"\W", "", "Å-ß!"))
