import pandas as pd
import seaborn as sns
ax = sns.scatterplot(pd.DataFrame({"x": [1, 2], "y": [3, 4], "c": ["p", "q"]}), x="x", y="y", hue="c")
print([t.get_text() for t in ax.get_legend().get_texts()])
