from sklearn.neighbors import KNeighborsClassifier
print(KNeighborsClassifier(1).fit([[0], [5]], ["a", "b"]).predict([[1], [4]]).tolist())
