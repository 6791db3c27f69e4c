import numpy as np
d = np.arange("2024-02-27", "2024-03-02", dtype="datetime64[D]")
print(d.astype(str).tolist(), np.busday_count("2024-01-01", "2024-02-01"))
