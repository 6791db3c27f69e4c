import matplotlib.pyplot as plt
counts, edges, _ = plt.hist([1, 1, 2, 5], bins=4)
print(counts.tolist(), edges.tolist())
