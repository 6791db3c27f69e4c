from sklearn.cluster import KMeans
m = KMeans(2, n_init=10, random_state=0).fit([[0], [0.2], [9], [9.4]])
print(sorted(m.cluster_centers_.ravel().round(3).tolist()), round(float(m.inertia_), 4))
