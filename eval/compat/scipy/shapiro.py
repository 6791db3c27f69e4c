from scipy import stats
print(round(float(stats.shapiro([2.1, 2.5, 1.9, 2.2, 2.8, 2.0, 2.4]).statistic), 5))
