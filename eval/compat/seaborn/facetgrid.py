import pandas as pd
import seaborn as sns
g = sns.relplot(pd.DataFrame({"x": [1, 2, 3, 4], "y": [1, 2, 3, 4], "f": list("aabb")}), x="x", y="y", col="f")
print([ax.get_title() for ax in g.axes.flat])
