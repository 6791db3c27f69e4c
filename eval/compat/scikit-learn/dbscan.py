from sklearn.cluster import DBSCAN
print(DBSCAN(eps=0.5, min_samples=2).fit_predict([[0], [0.3], [5], [5.2], [99]]).tolist())
