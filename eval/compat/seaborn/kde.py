import seaborn as sns
ax = sns.kdeplot([1, 2, 3, 4, 5])
print(len(ax.lines), ax.lines[0].get_ydata().max().round(3))
