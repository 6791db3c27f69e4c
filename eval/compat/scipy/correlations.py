from scipy import stats
x, y = [1, 2, 3, 4, 5], [2, 1, 4, 3, 6]
print(*(round(float(f(x, y)[0]), 6) for f in (stats.pearsonr, stats.spearmanr, stats.kendalltau)))
