import pandas as pd
ax = pd.DataFrame({"v": [1, 3]}, index=["a", "b"]).plot.barh(legend=False)
print([t.get_text() for t in ax.get_yticklabels()], len(ax.patches))
