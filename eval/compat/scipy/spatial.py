from scipy.spatial.distance import cdist, pdist
print(cdist([[0, 0]], [[3, 4]]).tolist(), pdist([[0], [2], [5]]).tolist())
