from scipy.cluster.hierarchy import fcluster, linkage
print(fcluster(linkage([[0], [0.1], [5], [5.2]], "ward"), 2, "maxclust").tolist())
