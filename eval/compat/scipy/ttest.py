from scipy import stats
r = stats.ttest_ind([1, 2, 3, 4, 5], [2, 4, 6, 8, 10], equal_var=False)
print(round(float(r.statistic), 6), round(float(r.pvalue), 6))
