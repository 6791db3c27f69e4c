import seaborn as sns
ax = sns.countplot(x=list("aabac"))
print([p.get_height() for p in ax.patches])
