from scipy import stats
print(round(float(stats.norm.ppf(0.975)), 6), round(float(stats.binom.pmf(3, 10, 0.5)), 6), round(float(stats.t.sf(2, 10)), 6))
