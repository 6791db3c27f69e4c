from scipy import stats
r = stats.mannwhitneyu([1, 2, 3, 4], [5, 6, 7, 2.5])
print(float(r.statistic), round(float(r.pvalue), 6))
