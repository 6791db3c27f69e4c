import seaborn as sns
ax = sns.regplot(x=[1, 2, 3, 4], y=[2, 4, 6, 8.2], ci=None)
print(len(ax.lines), ax.lines[0].get_ydata()[[0, -1]].round(2).tolist())
