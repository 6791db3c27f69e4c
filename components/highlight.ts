import { createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import python from "shiki/langs/python.mjs";
import dark from "shiki/themes/github-dark-default.mjs";
import light from "shiki/themes/github-light-high-contrast.mjs";

export type Token = { text: string; light: string; dark: string };

const highlighter = createHighlighterCore({
  themes: [light, dark],
  langs: [python],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
});

/** Python as lines of coloured tokens: data, never markup. */
export async function tokens(code: string): Promise<Token[][]> {
  const themes = { light: "github-light-high-contrast", dark: "github-dark-default" };
  const lines = (await highlighter).codeToTokensWithThemes(code, { lang: "python", themes });
  return lines.map((line) =>
    line.map(({ content, variants }) => ({
      text: content,
      light: variants.light?.color ?? "inherit",
      dark: variants.dark?.color ?? "inherit",
    })),
  );
}
