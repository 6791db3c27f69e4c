/** What models still write though it is gone, or stumble over. Messages were collected from the kernel's own versions. */
export interface Entry {
  /** Of "Type: message", or of a warning. */
  readonly message: RegExp;
  /** The code must match too, where the message alone says too little. */
  readonly code?: RegExp;
  readonly hint: string;
}

/** No attribute of this name, whatever the object. */
const gone = (names: string) =>
  new RegExp(`(?:has no attribute|module '[\\w.]+' has no attribute|cannot import name) '(?:${names})'|\`np\\.(?:${names})\` was removed`);
const argument = (of: string, name: string) => new RegExp(`(?:${of}).*unexpected keyword argument '(?:${name})'`);
const parameter = (name: string, value: string) => new RegExp(`The '${name}' parameter of \\w+ must be[\\s\\S]*Got '(?:${value})'`);

const pandas: Entry[] = [
  {
    message: /'(?:DataFrame|Series)' object has no attribute 'append'/,
    hint: "append is gone from pandas: pd.concat([a, b], ignore_index=True); collect rows in a list first.",
  },
  { message: gone("applymap"), hint: "applymap is now DataFrame.map(function)." },
  { message: gone("iteritems"), hint: "iteritems is now items()." },
  {
    message: gone("lookup"),
    hint: "DataFrame.lookup is gone: use melt and merge, or df.to_numpy()[rows, df.columns.get_indexer(labels)].",
  },
  { message: gone("mad"), hint: "mad() is gone: (s - s.mean()).abs().mean()." },
  { message: gone("swapaxes"), hint: "DataFrame.swapaxes is gone: use .T." },
  { message: gone("ix"), hint: ".ix is gone: use .loc for labels, .iloc for positions." },
  { message: gone("as_matrix|get_values"), hint: "Use .to_numpy()." },
  { message: gone("get_value|set_value"), hint: "Use .at[row, column]." },
  { message: gone("reindex_axis"), hint: "Use reindex(index=...) or reindex(columns=...)." },
  { message: gone("tshift|slice_shift"), hint: "Use shift(periods, freq=...)." },
  { message: gone("backfill|pad"), hint: "backfill and pad are now bfill() and ffill()." },
  {
    message: /'(?:DataFrame|Series)' object has no attribute '(?:first|last)'/,
    hint: 'first(offset) and last(offset) are gone: df.loc[df.index < df.index[0] + pd.Timedelta("3D")], or head and tail.',
  },
  { message: gone("weekofyear|week"), code: /\.week/, hint: "Use .dt.isocalendar().week (.isocalendar().week of an index)." },
  { message: gone("is_monotonic"), hint: "Use is_monotonic_increasing." },
  { message: gone("value_counts"), code: /pd\.value_counts/, hint: "pd.value_counts(s) is now s.value_counts()." },
  { message: gone("Int64Index|UInt64Index|Float64Index"), hint: 'Use pd.Index(values, dtype="int64").' },
  {
    message: gone("np|datetime"),
    code: /pd\.(?:np|datetime)\b/,
    hint: "pandas does not hand out numpy or datetime: import numpy as np, from datetime import datetime.",
  },
  {
    message: gone("Panel|from_items|TimeGrouper"),
    hint: "It left pandas years ago: use a MultiIndex, pd.DataFrame(dict(...)), or pd.Grouper.",
  },
  {
    message: /has no attribute 'save'/,
    code: /ExcelWriter/,
    hint: 'ExcelWriter has no save(): use it with `with pd.ExcelWriter(path) as writer:`, or save({"sheet": df}, "name.xlsx").',
  },
  {
    message: /Invalid frequency: (?:\d+)?(?:M|Q|Y|A|BM|BQ|BY|SM|CBM|Q-\w+|Y-\w+|A-\w+)\b/,
    hint: 'Frequencies of dates: "ME", "QE", "YE" (ends), "MS", "QS", "YS" (starts), "BME", "BQE". Only periods take "M", "Q", "Y".',
  },
  { message: /Invalid frequency: (?:\d+)?(?:H|T|S|L|U|N|BH|CBH)\b/, hint: 'Frequencies of times are "h", "min", "s", "ms", "us", "ns".' },
  {
    message: /for Period, please use '(\w+)' instead/,
    hint: 'Periods take "M", "Q", "Y", "h"; "ME" and the like are for dates (resample, date_range, Grouper).',
  },
  { message: argument("fillna", "method"), hint: "fillna(method=) is gone: ffill() or bfill()." },
  {
    message: argument("fillna|ffill|bfill|replace|interpolate", "downcast"),
    hint: "downcast= is gone: convert afterwards with astype or convert_dtypes().",
  },
  { message: argument("replace", "method"), hint: "replace(method=) is gone: use ffill() or a mapping." },
  {
    message: argument("groupby|rolling|resample|expanding|ewm", "axis"),
    hint: "axis=1 is gone here: transpose first, df.T.groupby(...).sum().T.",
  },
  { message: argument("groupby", "squeeze"), hint: "groupby(squeeze=) is gone: leave it out." },
  { message: argument("resample", "loffset|base"), hint: "Use offset= or origin=, or add a Timedelta to the index afterwards." },
  {
    message: argument("read_csv|read_table|to_datetime|read_excel", "infer_datetime_format"),
    hint: "infer_datetime_format is gone and not needed: leave it out.",
  },
  { message: argument("read_csv|read_table", "error_bad_lines|warn_bad_lines"), hint: 'Use on_bad_lines="warn" or "skip".' },
  { message: argument("read_csv|read_table", "delim_whitespace"), hint: 'delim_whitespace is gone: sep=r"\\s+".' },
  { message: argument("read_csv|read_excel|read_table", "squeeze"), hint: 'squeeze= is gone: read, then .squeeze("columns").' },
  {
    message: argument("read_csv|read_excel|read_table", "date_parser|keep_date_col"),
    hint: 'date_parser= is gone: read as text, then pd.to_datetime(df["date"], format=...).',
  },
  {
    message: argument("read_csv|read_table", "prefix|mangle_dupe_cols|tupleize_cols"),
    hint: "This argument is gone: read, then set df.columns.",
  },
  { message: argument("sum|mean|std|var|min|max|any|all|count|median", "level"), hint: "level= is gone: df.groupby(level=0).sum()." },
  { message: argument("concat", "join_axes"), hint: "join_axes is gone: concat, then reindex." },
  { message: argument("to_csv", "line_terminator"), hint: "It is spelled lineterminator." },
  { message: argument("get_loc", "method"), hint: 'get_loc(method=) is gone: index.get_indexer([key], method="nearest")[0].' },
  { message: /fill_method must be None/, hint: "pct_change no longer fills: s.ffill().pct_change()." },
  {
    message: /AssertionError|invalid error value specified/,
    code: /errors\s*=\s*["']ignore/,
    hint: 'errors="ignore" is gone: errors="coerce" gives NaN or NaT for what cannot be read; count how many.',
  },
  {
    message: /ChainedAssignmentError/,
    hint: 'Nothing was changed: with copy-on-write df["a"][rows] = x and df["a"].fillna(0, inplace=True) work on a copy. Write df.loc[rows, "a"] = x or df["a"] = df["a"].fillna(0).',
  },
  {
    message:
      /Cannot perform reduction '\w+' with string dtype|does not support operation '\w+'|agg function failed .*dtype->(?:str|object)/,
    hint: "Text and date columns cannot be averaged or summed: choose columns, or pass numeric_only=True.",
  },
  {
    message: /could not convert string to float/,
    code: /\.corr\(|\.cov\(/,
    hint: "corr() takes numbers only: df.corr(numeric_only=True).",
  },
  {
    message: /could not convert string to float/,
    code: /sklearn/,
    hint: "Models take numbers only: pd.get_dummies(df, dtype=float), or OneHotEncoder in a ColumnTransformer.",
  },
  {
    message: /could not convert string to float|Unable to parse string/,
    code: /^(?![\s\S]*(?:\.corr\(|\.cov\(|sklearn))/,
    hint: 'Clean the text first: s.str.replace(r"[^\\d.,-]", "", regex=True), then the decimal comma, then pd.to_numeric(s, errors="coerce"); count what became NaN.',
  },
  {
    message: /unsupported operand type\(s\) for .*'str'|can only concatenate str/,
    hint: "Text was used like a number or a date: convert the column first with pd.to_numeric or pd.to_datetime.",
  },
  {
    message: /Invalid value '.*' for dtype/,
    hint: 'A column takes values of its dtype only: change it first, df["a"] = df["a"].astype(object) (or float), then assign.',
  },
  {
    message: /IntCastingNaNError|Cannot convert non-finite values/,
    hint: 'Missing values do not fit int: astype("Int64"), or fill or drop them first.',
  },
  {
    message: /truth value of a (?:Series|DataFrame|array|Index)/,
    hint: "Combine conditions with & and | and brackets: df[(a > 1) & (b < 3)]; for one truth use .any() or .all().",
  },
  { message: /Can only use \.dt accessor/, hint: 'Convert first: df["date"] = pd.to_datetime(df["date"], errors="coerce").' },
  { message: /Can only use \.str accessor/, hint: 'Convert first: s.astype("str").str...' },
  {
    message: /time data .* doesn't match format|is ambiguous|Out of bounds/,
    code: /to_datetime|parse_dates/,
    hint: 'Mixed dates: pd.to_datetime(s, format="mixed", dayfirst=True or False, errors="coerce"); decide dayfirst from values over 12 and count NaT.',
  },
  {
    message: /trying to merge on .* columns for key/,
    hint: 'The keys have different dtypes: bring both to one, e.g. a["id"] = a["id"].astype("str").str.strip(), on both sides.',
  },
  {
    message: /Invalid comparison between dtype=datetime64.* and (?:date|Timestamp|str)/,
    hint: 'Compare with pd.Timestamp("2024-01-01"); remove a timezone with .dt.tz_localize(None).',
  },
  { message: /Cannot subset columns with a tuple/, hint: 'Use a list: groupby("a")[["b", "c"]].' },
  { message: /nested renamer is not supported/, hint: 'Name results like this: groupby("a").agg(total=("b", "sum")).' },
  {
    message: /Index contains duplicate entries, cannot reshape|cannot reindex on an axis with duplicate/,
    hint: "Keys repeat: use pivot_table(aggfunc=...), or aggregate or drop_duplicates first.",
  },
  { message: /Columns? not found: |Label\(s\) \[.*\] do not exist/, hint: "Print df.columns.tolist() and use the names as they are." },
  {
    message: /Length of values .* does not match length of index/,
    hint: "The new column has another length: assign a Series with the same index, or map or merge by key.",
  },
  { message: /no numeric data to plot/, hint: "Convert the column with pd.to_numeric before plotting." },
  { message: /Bin edges must be unique/, hint: 'Pass duplicates="drop".' },
  { message: /Cannot use method 'n(?:largest|smallest)' with dtype/, hint: "Use value_counts() for text, or sort_values().head()." },
  { message: /Cannot interpolate with/, hint: "Interpolate number columns only: df[cols] = df[cols].interpolate()." },
  {
    message: /KeyError/,
    code: /groupby\([^\n]*\.apply\(/,
    hint: "groupby(...).apply no longer passes the grouping columns to the function: use g.name for the key, or aggregate with agg.",
  },
  { message: /^KeyError: -?\d+$/m, hint: "Square brackets look up labels only: use .iloc[0] for a position." },
  { message: /File .* does not exist/, code: /read_json/, hint: "Text goes in through io.StringIO: pd.read_json(io.StringIO(text))." },
];

const numpy: Entry[] = [
  {
    message: gone("float|int|complex|object|str"),
    code: /\bnp\.(?:float|int|complex|object|str)\b/,
    hint: "np.float, np.int and the like are gone: use float, int, object, str, or np.float64, np.int64.",
  },
  { message: gone("float_|complex_|unicode_|string_"), hint: "Use np.float64, np.complex128, np.str_, np.bytes_." },
  { message: gone("NaN|NAN|Inf|Infinity|PINF|NINF"), hint: "It is np.nan, np.inf, -np.inf." },
  { message: gone("product|cumproduct|sometrue|alltrue|round_"), hint: "It is np.prod, np.cumprod, np.any, np.all, np.round." },
  { message: gone("in1d"), hint: "np.in1d is now np.isin." },
  { message: gone("trapz"), hint: "np.trapz is now np.trapezoid." },
  { message: gone("asscalar"), hint: "Use array.item()." },
  { message: gone("msort"), hint: "Use np.sort(a, axis=0)." },
  { message: gone("find_common_type"), hint: "Use np.result_type." },
  { message: /ndarray' object has no attribute '(?:ptp|newbyteorder|itemset)'/, hint: "Use the function: np.ptp(a)." },
  { message: /Unable to avoid copy/, hint: "Use np.asarray(x) in place of np.array(x, copy=False)." },
  { message: /inhomogeneous shape/, hint: "Rows of different length make no array: use a list, or dtype=object." },
];

const sklearn: Entry[] = [
  {
    message: /unexpected keyword argument 'squared'/,
    hint: "Use sklearn.metrics.root_mean_squared_error for the root, mean_squared_error otherwise.",
  },
  { message: argument("OneHotEncoder", "sparse"), hint: "OneHotEncoder(sparse=) is now sparse_output=." },
  { message: gone("get_feature_names"), hint: "It is get_feature_names_out()." },
  { message: /`?load_boston`?/, hint: "load_boston is gone; use the dropped files (or load_diabetes for a toy example)." },
  { message: argument(".*", "normalize"), hint: "normalize= is gone: make_pipeline(StandardScaler(), LinearRegression())." },
  {
    message: gone("plot_confusion_matrix|plot_roc_curve|plot_precision_recall_curve"),
    hint: "Use ConfusionMatrixDisplay.from_estimator, RocCurveDisplay.from_estimator, PrecisionRecallDisplay.from_estimator.",
  },
  { message: gone("plot_partial_dependence"), hint: "Use sklearn.inspection.PartialDependenceDisplay.from_estimator." },
  { message: argument("AgglomerativeClustering|FeatureAgglomeration", "affinity"), hint: "affinity= is now metric=." },
  { message: argument(".*", "base_estimator"), hint: "base_estimator= is now estimator=." },
  {
    message: argument("KMeans|TSNE|LinearRegression|DBSCAN", "n_jobs|precompute_distances"),
    hint: "This argument is gone: leave it out; there is one core.",
  },
  { message: argument("TSNE", "n_iter"), hint: "TSNE(n_iter=) is now max_iter=." },
  {
    message: argument("LogisticRegression", "multi_class"),
    hint: "multi_class= is gone: leave it out, or wrap in sklearn.multiclass.OneVsRestClassifier.",
  },
  { message: parameter("loss", "deviance"), hint: 'loss="deviance" is now "log_loss".' },
  { message: parameter("loss", "ls|lad|squared_loss|log|mse|mae"), hint: 'Losses are now "squared_error", "absolute_error", "log_loss".' },
  { message: parameter("criterion", "mse|mae"), hint: 'Criteria are now "squared_error", "absolute_error".' },
  { message: parameter("max_features", "auto"), hint: 'max_features="auto" is gone: "sqrt" for classifiers, 1.0 for regressors.' },
  { message: parameter("penalty", "none"), hint: 'penalty="none" is now penalty=None.' },
  { message: gone("Imputer"), hint: "Use sklearn.impute.SimpleImputer." },
  { message: /No module named 'sklearn\.(?:cross_validation|grid_search)'/, hint: "Use sklearn.model_selection." },
  { message: gone("joblib|six"), code: /sklearn\.externals/, hint: "import joblib itself." },
  {
    message: gone("enable_hist_gradient_boosting|if_delegate_has_method|jaccard_similarity_score"),
    hint: "It is gone: HistGradientBoosting needs no enabling, available_if and jaccard_score took the others' place.",
  },
  {
    message: /Input [Xy] contains (?:NaN|infinity)/,
    hint: 'Drop or fill missing values and say how many: SimpleImputer(strategy="median"), or HistGradientBoosting, which takes them as they are.',
  },
  {
    message: /inconsistent numbers of samples/,
    hint: "X and y have different lengths: drop missing rows from both at once, df.dropna(subset=[...]), before splitting.",
  },
];

const drawing: Entry[] = [
  {
    message: /is not a valid package style|not a valid .*style/,
    code: /seaborn/,
    hint: 'Its styles are called "seaborn-v0_8-whitegrid" and so on; or import seaborn as sns; sns.set_theme().',
  },
  { message: /`distplot` is a deprecated|has no attribute 'distplot'/, hint: "Use sns.histplot(s, kde=True)." },
  { message: gone("factorplot|tsplot|lmplot_"), hint: "Use sns.catplot or sns.lineplot." },
  {
    message: /got multiple values for argument 'data'|takes from \d to \d positional arguments/,
    code: /sns\.|seaborn/,
    hint: 'seaborn takes names only: sns.barplot(data=df, x="a", y="b").',
  },
  { message: gone("get_cmap|register_cmap"), hint: 'Use matplotlib.colormaps["viridis"]; plt.get_cmap(name, n) still works.' },
  {
    message: /Invalid property specified for object of type plotly.*'(?:titlefont|titleside|titleposition)'/s,
    hint: "Write title=dict(text=..., font=...).",
  },
  {
    message: /No module named 'kaleido'|requires the Kaleido package/i,
    hint: 'chart(fig) shows a Plotly figure and save(fig, "name.html") hands it out; for a PNG draw it with matplotlib.',
  },
  {
    message: /heatmapgl|pointcloud|(?:scatter|choropleth|density)_?mapbox/i,
    hint: "Maps are scatter_geo or choropleth here: map tiles would need the network.",
  },
];

const scipy: Entry[] = [
  { message: gone("simps|cumtrapz|trapz"), hint: "scipy.integrate has simpson, cumulative_trapezoid, trapezoid." },
  { message: gone("binom_test"), hint: "Use scipy.stats.binomtest(k, n, p).pvalue." },
  { message: gone("median_absolute_deviation"), hint: "Use scipy.stats.median_abs_deviation." },
  { message: gone("hann|hamming|blackman|gaussian"), code: /signal/, hint: "Windows are in scipy.signal.windows." },
  { message: /interp2d.* has been removed/s, hint: "Use scipy.interpolate.RegularGridInterpolator or griddata." },
  {
    message: gone("derivative|comb|factorial"),
    code: /scipy\.misc/,
    hint: "scipy.misc is gone: scipy.special.comb and factorial; derivative by numpy.gradient.",
  },
  {
    message: /invalid index to scalar variable/,
    code: /mode\(/,
    hint: "stats.mode gives scalars: stats.mode(x).mode; or s.mode().iloc[0] in pandas.",
  },
];

const host: Entry[] = [
  {
    message: /cannot import name '(?:Iterable|Mapping|Sequence|Callable|Hashable|MutableMapping|Set)' from 'collections'/,
    hint: "Import it from collections.abc.",
  },
  { message: /can't start new thread/, hint: "There are no threads and no processes here: write it as one plain loop, or vectorise it." },
  {
    message: /EOFError|reading from stdin/,
    code: /input\(/,
    hint: "input() has nobody to ask: decide from the data, and say in final_answer what you assumed.",
  },
  { message: /name 'display' is not defined/, hint: "Use show(x) in place of display(x)." },
  { message: /name '(?:pd|np|plt|sns|px|go)' is not defined/, hint: "Import it first; after a restart imports are gone too." },
  {
    message: /SyntaxError|IndentationError/,
    code: /^\s*[%!]\w/m,
    hint: "Lines that begin with % or ! work in notebooks only: leave them out.",
  },
  {
    message: /SyntaxError: (?:'.' was never closed|unterminated|unexpected EOF)/,
    hint: "A bracket or string is not closed: send the whole block again.",
  },
  {
    message: /MemoryError|Unable to allocate|Maximum allowed dimension exceeded/,
    hint: "It needs more memory than there is: fewer columns, category for repeating text, aggregates before merges, no dense matrix of all pairs.",
  },
  { message: /RecursionError/, hint: "Write it as a loop, or with a stack of your own." },
  {
    message: /urlopen|RemoteDisconnected|TLS not supported|URLError|ConnectionError|no network|Host is unreachable|gaierror/,
    hint: "There is no network: ask the person to drop the file.",
  },
  { message: /`Import tabulate` failed|Missing optional dependency 'tabulate'/, hint: 'Use df.to_string(), or table(df, "title").' },
  {
    message: /Import pyarrow` failed|usable engine; tried using: 'pyarrow'/,
    code: /to_(?:parquet|feather|orc)/,
    hint: 'Parquet and Feather cannot be written here: save(df, "name.csv") or "name.xlsx".',
  },
  {
    message: /Import pyarrow` failed|usable engine; tried using: 'pyarrow'/,
    code: /read_/,
    hint: "Parquet is read by load(name) or pd.read_parquet(path) only; Feather and Arrow are not.",
  },
  { message: /Import pytables` failed/, hint: 'HDF5 is not there: save(df, "name.csv"), "name.xlsx" or "name.sqlite".' },
  { message: /newer of 'sqlalchemy'/, hint: 'Use sql("select ...") to read; to hand out a database save(df, "name.sqlite").' },
  {
    message: /no such (?:table|column): /,
    hint: "sql() sees DataFrames under their variable names and the tables of dropped databases; quote odd names with double quotes.",
  },
];

export const obsolete: readonly Entry[] = [...pandas, ...numpy, ...sklearn, ...drawing, ...scipy, ...host];

/** What raises no error and still goes wrong. */
export const habits: readonly { readonly code: RegExp; readonly hint: string }[] = [
  {
    code: /dtypes?\s*==\s*(?:object\b|["'](?:object|O)["'])/,
    hint: 'Text columns have dtype "str", so a comparison with object is False: pd.api.types.is_string_dtype(s), or select_dtypes("str").',
  },
];
