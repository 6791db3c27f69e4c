from sklearn.preprocessing import OneHotEncoder
e = OneHotEncoder(sparse_output=False, handle_unknown="ignore").fit([["a"], ["b"]])
print(e.transform([["b"], ["z"]]).tolist())
