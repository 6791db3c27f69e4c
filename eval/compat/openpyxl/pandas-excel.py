import io
import pandas as pd
f = io.BytesIO()
with pd.ExcelWriter(f, engine="openpyxl") as w:
    pd.DataFrame({"a": [1, 2]}).to_excel(w, sheet_name="One", index=False)
    pd.DataFrame({"b": ["x"]}).to_excel(w, sheet_name="Two", index=False)
sheets = pd.read_excel(io.BytesIO(f.getvalue()), sheet_name=None)
print({k: v.values.tolist() for k, v in sheets.items()})
