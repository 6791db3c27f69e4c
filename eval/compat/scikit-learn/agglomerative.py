from sklearn.cluster import AgglomerativeClustering
labels = AgglomerativeClustering(2).fit_predict([[0], [1], [10], [11]])
print(labels[0] == labels[1], labels[0] != labels[2])
