from scipy import stats
r = stats.linregress([0, 1, 2, 3], [1.1, 2.9, 5.2, 6.8])
print(round(float(r.slope), 5), round(float(r.intercept), 5), round(float(r.rvalue) ** 2, 5))
