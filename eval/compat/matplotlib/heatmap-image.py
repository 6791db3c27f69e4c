import matplotlib.pyplot as plt
im = plt.imshow([[0, 1], [2, 3]])
print(im.get_array().tolist(), im.get_clim())
