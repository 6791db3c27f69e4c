import io
import pandas as pd
text = "v\n" + "\n".join(map(str, range(10)))
print([int(c["v"].sum()) for c in pd.read_csv(io.StringIO(text), chunksize=4)])
