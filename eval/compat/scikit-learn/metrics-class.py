from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, roc_auc_score
y, p = [0, 1, 1, 0], [0, 1, 0, 0]
print(accuracy_score(y, p), confusion_matrix(y, p).tolist(), round(f1_score(y, p), 5), roc_auc_score(y, [0.1, 0.9, 0.4, 0.3]))
