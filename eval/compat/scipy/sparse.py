from scipy.sparse import csr_matrix
m = csr_matrix([[0, 2], [3, 0]])
print(m.nnz, (m @ m).toarray().tolist())
