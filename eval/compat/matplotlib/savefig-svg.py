import io
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.set_title("Title")
f = io.StringIO()
fig.savefig(f, format="svg")
print("<svg" in f.getvalue(), "</svg>" in f.getvalue())
