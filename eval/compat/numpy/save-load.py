import io
import numpy as np
f = io.BytesIO()
np.savez(f, a=[1, 2], b=[[3.5]])
f.seek(0)
z = np.load(f)
print(z["a"].tolist(), z["b"].tolist())
