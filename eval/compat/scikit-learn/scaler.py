from sklearn.preprocessing import MinMaxScaler, StandardScaler
print(StandardScaler().fit_transform([[1.0], [2], [3]]).round(5).ravel().tolist(), MinMaxScaler().fit_transform([[1.0], [3], [5]]).ravel().tolist())
