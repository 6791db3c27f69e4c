import seaborn as sns
ax = sns.heatmap([[1, 2], [3, 4]], annot=True)
print([t.get_text() for t in ax.texts])
