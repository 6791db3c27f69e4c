import io
import matplotlib.pyplot as plt
plt.plot([1, 2])
f = io.BytesIO()
plt.savefig(f, format="png", dpi=50)
print(f.getvalue()[:4], len(f.getvalue()) > 1000)
