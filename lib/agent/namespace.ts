/** What generated code finds in its namespace, as the model is told. The analysis helpers are described beside it, where they are. */
export const kernelHelpers = `- Each dropped table is already a pandas DataFrame under the name in its profile. Do not read the files again. load(name, part=None) gives a fresh copy of a dropped file (file name or variable name); raw files lie at /data/<file name>.
- print(...) is what you see. show(x) shows anything to the person; table(df, "title") a table; chart(fig, "title") a matplotlib figure or axes, or a Plotly figure. A bare last expression is shown too. Do not call plt.show() or fig.show().
- save(obj, "name.xlsx") makes a file to download: DataFrame or dict of DataFrames to xlsx, csv, json or sqlite; figure to png, svg or html; text or bytes to anything. Files written below /output are handed out too.
- sql("select ...") gives a DataFrame; it sees dropped SQLite databases and every DataFrame by its variable name (SQLite dialect).
- ask_person("Which of the two dates counts?", choices=["order date", "ship date"]) ends the run with a question to the person; the answer comes with the next observation. Only where the data cannot tell and the answer would differ.
- final_answer(finding, evidence=[...], caveats=[...], next_questions=[...]) ends the turn and the run: nothing after it is executed.`;
