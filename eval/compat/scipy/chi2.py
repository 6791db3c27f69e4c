from scipy import stats
r = stats.chi2_contingency([[30, 10], [20, 40]])
print(round(float(r.statistic), 5), round(float(r.pvalue), 8), r.dof)
