import seaborn as sns
ax = sns.histplot([1, 1, 2, 5], bins=4)
print([p.get_height() for p in ax.patches])
