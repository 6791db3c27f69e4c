import pandas as pd
import seaborn as sns
ax = sns.boxplot(pd.DataFrame({"g": list("aabb"), "v": [1, 2, 3, 4]}), x="g", y="v")
print([t.get_text() for t in ax.get_xticklabels()], ax.get_ylabel())
