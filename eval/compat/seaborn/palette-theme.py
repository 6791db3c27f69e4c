import seaborn as sns
sns.set_theme(style="whitegrid")
print(len(sns.color_palette("deep")), sns.color_palette("deep").as_hex()[0])
sns.reset_orig()
