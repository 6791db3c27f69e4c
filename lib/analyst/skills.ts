/** What a language model is told of the analysis helpers in the kernel; for the system prompt, beside the kernel's own functions. */
export const helpersText = `\`from sandpiper.analysis import ...\` gives tested analyses for the common jobs; prefer them to writing your own. Each returns a result with
.finding (a sentence made of computed values), .table (DataFrame; .shown is the same rounded for people, shares in percent), .facts (dict of unrounded values), .evidence and .caveats (lists of sentences) and, where
.drawable, .chart(kind=None) (a matplotlib Figure; kind "bar", "column", "line", "pie"). Wrong column names raise KeyError with the nearest ones.
- overview(df, name), quality(df, name, column=None), duplicates(df, columns=None)
- total(df, value=None, how), share(df, mask, value=None), by_group(df, by, value=None, how, top=None, ascending=False); how: sum mean median min max count distinct rate; value None counts rows; by may be a list
- trend(df, time, value, how, freq, by=None, seek=None), compare_periods(df, time, value, how, freq, against="previous"|"year", old=(from, to), new=(from, to), by=None, seek="highest"|"lowest"), explain_change(..., columns=[...]); freq: hour day week month quarter year; unfinished periods are set apart
- distribution(df, column), correlation(df, a=None, b=None), drivers(df, target), difference(df, value, by) and cross(df, rows, columns) (with the fitting test and effect size)
- statistics(df, value, ["median", "std", "p90", "iqr", ...], by=None), each(df, key, value=None, sign=None, than=None, among=None) (rows or sums of each entity, how many have more than so many, the average), apart(df, by, value, how, higher=False) (two groups in percent)
- moving_average(df, time, value, how, window, freq, at=None), linear_trend(df, time, value, unit), regression(df, target, features, at=None, tell="predict"|"r2"|"slope"), tested(df, value, by, "t"|"d"|"f"|"chi2"|"v"); correlation takes method="pearson"|"spearman"
- briefing(df, name, time, value, how, groups=[...], truths=[...]): the few findings to tell somebody who has a minute
- outliers(df, column=None, time=None, by=None), gaps(df, time, by=None), clusters(df, columns=None, k=None), terms(df, text_column)
- forecast(df, time, value, how, horizon, freq): the method with the smallest back-test error, with an interval
- join_tables(left, right, left_on, right_on, names=(..., ...)): .table, and .report of what was lost or doubled; clean(df): .data
- only(df, column, values), without(...), where(df, column, ">", 5), during(df, time, "2024-01-01", "2024-03-31"), beyond(df, column, ">", "mean"), once(df, key), has_match(df, other, left_on, right_on), hours_between(df, start, end), weekday(df, time), part_of_week(df, time), product(df, [columns])
- number(x) and percent(x) write numbers for people. Pass r.finding, r.evidence and r.caveats on to final_answer.`;
