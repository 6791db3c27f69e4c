from sklearn.preprocessing import PolynomialFeatures
print(PolynomialFeatures(2).fit_transform([[2, 3]]).tolist())
