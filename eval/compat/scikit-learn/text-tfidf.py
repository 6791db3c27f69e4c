from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
docs = ["red apple", "green apple"]
print(sorted(CountVectorizer().fit(docs).vocabulary_.items()), TfidfVectorizer().fit_transform(docs).toarray().round(4).tolist())
