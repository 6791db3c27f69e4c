from scipy import special
print(round(float(special.gamma(5)), 4), round(float(special.erf(0.5)), 8), special.comb(5, 2))
