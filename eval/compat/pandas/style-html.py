import pandas as pd
html = pd.DataFrame({"a": [1.234]}).style.format("{:.1f}").to_html()
print("1.2" in html, "<table" in html)
