import seaborn as sns
ax = sns.lineplot(x=[1, 2, 3], y=[1, 4, 9])
print(ax.lines[0].get_ydata().tolist())
