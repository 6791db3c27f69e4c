import matplotlib.pyplot as plt
fig, axes = plt.subplots(2, 2, sharex=True)
axes[0, 0].set_xlim(0, 5)
print(axes.shape, axes[1, 1].get_xlim())
