from scipy import stats
print(round(float(stats.f_oneway([1, 2, 3], [2, 3, 4], [5, 6, 7]).pvalue), 6), round(float(stats.kruskal([1, 2, 3], [2, 3, 4], [5, 6, 7]).pvalue), 6))
