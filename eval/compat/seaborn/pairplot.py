import pandas as pd
import seaborn as sns
g = sns.pairplot(pd.DataFrame({"a": [1, 2, 3, 4], "b": [2, 3, 5, 4]}))
print(g.axes.shape)
