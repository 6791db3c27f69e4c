import matplotlib.pyplot as plt
s = plt.scatter([1, 2], [3, 4], c=[0.1, 0.9], cmap="viridis")
plt.colorbar(s)
print(s.get_array().tolist(), len(plt.gcf().axes))
