import pandas as pd
import seaborn as sns
ax = sns.barplot(pd.DataFrame({"k": list("aab"), "v": [1, 3, 5]}), x="k", y="v", errorbar=None)
print(sorted(p.get_height() for p in ax.patches if p.get_height()))
