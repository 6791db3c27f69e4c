from sklearn.naive_bayes import GaussianNB
print(GaussianNB().fit([[1], [2], [10], [11]], [0, 0, 1, 1]).predict([[1.5], [10.5]]).tolist())
