from sklearn.metrics import silhouette_score
print(round(float(silhouette_score([[0], [0.5], [9], [9.5]], [0, 0, 1, 1])), 5))
