from sklearn.svm import SVC
print(SVC().fit([[0], [1], [8], [9]], [0, 0, 1, 1]).predict([[0.5], [8.5]]).tolist())
