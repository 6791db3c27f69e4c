import matplotlib.pyplot as plt
fig, ax = plt.subplots()
other = ax.twinx()
other.set_ylabel("right")
print(len(fig.axes), other.get_ylabel())
