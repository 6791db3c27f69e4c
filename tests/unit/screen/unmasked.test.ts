import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { BodyCell, shownCell } from "../../../components/cell.tsx";
import { OutputView } from "../../../components/output.tsx";
import RichText from "../../../components/rich-text.tsx";
import { nameOf } from "../../../components/step-look.ts";
import { Unmasked } from "../../../components/unmasked.tsx";
import { MappingContext, settled } from "../../../components/use-mapping.ts";
import { Mapping, unmask } from "../../../lib/policy/mask.ts";
import { mapping, pairs } from "../../support/mapping.ts";
import { speak } from "../../support/spoken.ts";

speak("en");

/** What a reader gets to see: the markup's text, marks left out. */
const text = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|amp|#x27);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#x27": "'" })[name] ?? "");

function shown<P extends object>(component: FunctionComponent<P>, props: P, asModel = false, known = mapping): string {
  return renderToStaticMarkup(
    createElement(
      MappingContext,
      { value: { mapping: known, mode: null, asModel, setAsModel: () => {} } },
      createElement(component, props),
    ),
  );
}

describe("text with tokens", () => {
  test("shows what they stand for, marked, and says under which token the model knows it", () => {
    const html = shown(Unmasked, { text: "person_7F3K2Q9M wrote to email_9XKD21AB@company." });
    expect(text(html)).toBe("Ann Lee wrote to ann.lee@acme.example.");
    expect(html.match(/data-masked="value"/g)).toHaveLength(2);
    expect(html).toContain('title="Hidden from the model as person_7F3K2Q9M"');
  });

  test("shows the tokens themselves once the person asks what the model saw", () => {
    const html = shown(Unmasked, { text: "person_7F3K2Q9M and person_NOTGIVEN" }, true);
    expect(text(html)).toBe("person_7F3K2Q9M and person_NOTGIVEN");
    expect(html).toContain('title="Stands for Ann Lee"');
    expect(html.match(/data-masked/g)).toHaveLength(1);
  });

  test("a token that code has put into small or capital letters is known all the same", () => {
    expect(text(shown(Unmasked, { text: "PERSON_7F3K2Q9M person_7f3k2q9m" }))).toBe("Ann Lee Ann Lee");
  });

  test("every value is text, whatever it holds", () => {
    for (const [token, original] of Object.entries(pairs)) {
      const html = shown(Unmasked, { text: `<${token}>` });
      expect(text(html)).toBe(`<${original}>`);
      expect(html.match(/<(?!\/?bdi)/g)).toBe(null);
    }
  });

  test("nothing of a token shows while it still arrives", () => {
    const whole = "Rows of email_9XKD21AB@company: 3 of order_date";
    for (let length = 1; length <= whole.length; length++)
      expect(text(shown(Unmasked, { text: whole.slice(0, length), live: true }))).not.toMatch(/email_|@comp/);
    expect(settled("a new line\n")).toBe("a new line\n");
  });

  test("without a mapping the text is left as it is, also one that is still arriving", () => {
    expect(shown(Unmasked, { text: "by order_d", live: true }, false, new Mapping([]))).toBe("by order_d");
  });
});

describe("markdown with tokens", () => {
  const markdown = (text: string, asModel = false) => shown(RichText, { text }, asModel);

  test("a value is never read as markdown or markup", () => {
    const source = Object.keys(pairs)
      .map((token) => `- **${token}**: \`${token}\`, ${token}`)
      .join("\n");
    const html = markdown(source);
    expect(html.match(/<(?!\/?(?:ul|li|strong|bdi|code)\b)[^>]*>/g)).toBe(null);
    for (const original of Object.values(pairs)) expect(text(html).split(original)).toHaveLength(4);
  });

  test("headings, tables and links hold values; an address keeps its token, so that no value leaves by a click", () => {
    const html = markdown(
      "# person_7F3K2Q9M\n\n| a |\n|---|\n| person_7F3K2Q9M |\n\n[of person_7F3K2Q9M](https://e.example/?q=person_7F3K2Q9M)",
    );
    expect(text(html).match(/Ann Lee/g)).toHaveLength(3);
    expect(html).toMatch(/<td><bdi/);
    expect(html).not.toMatch(/href="[^"]*Ann/);
  });

  test("an underscore of a token is no emphasis", () => {
    expect(text(markdown("_of person_7F3K2Q9M and person\\_7F3K2Q9M_"))).toBe("of Ann Lee and Ann Lee");
    expect(text(markdown("_of person_7F3K2Q9M_", true))).toBe("of person_7F3K2Q9M");
  });
});

describe("cells, output and names of steps", () => {
  test("a whole number may be a token, in a column of whole numbers and in one of decimals", () => {
    expect(text(shown(BodyCell, { value: 912345678901234, numeric: true }))).toBe("00412");
    expect(text(shown(BodyCell, { value: "987654321098765", numeric: false }))).toBe("1001");
    expect(text(shown(BodyCell, { value: 912345678901235, numeric: true }))).toBe("912,345,678,901,235");
    expect(text(shown(BodyCell, { value: 912345678901234, numeric: true }, true))).toBe("912345678901234");
  });

  test("a column is as wide as what is shown in it", () => {
    expect(shownCell("person_2B4C6D8F", (cell) => unmask(cell, mapping))).toBe(pairs.person_2B4C6D8F);
    expect(shownCell(12_345.678, (cell) => unmask(cell, mapping))).toBe("12,345.68");
  });

  test("output that is too long loses whole words at its beginning, never half a token", () => {
    const filler = "x".repeat(19_990);
    const html = shown(OutputView, { pieces: [{ stream: "stdout" as const, text: `person_7F3K2Q9M ${filler} person_7F3K2Q9M` }] });
    expect(text(html)).toBe(" Ann Lee");
  });

  test("the name of a step keeps its tokens whole", () => {
    expect(nameOf("**Filter** `order_date` for _person_7F3K2Q9M_")).toBe("Filter order_date for person_7F3K2Q9M");
    expect(nameOf(`${"word ".repeat(27)}person_7F3K2Q9M and more`)).toBe(`${"word ".repeat(27).trim()}…`);
  });
});

test("a mapping of 200,000 pairs costs nothing that grows with it when a text is shown", () => {
  const token = (at: number) => `person_${String(10_000_000 + at)}`;
  const large = new Mapping(Array.from({ length: 200_000 }, (_, at): [string, string] => [token(at), `Person ${at}`]));
  const cells = Array.from({ length: 500 }, (_, at) => `${token(at * 7)} in row ${at}`);
  const time = (known: Mapping) => {
    const began = performance.now();
    for (const cell of cells) shown(Unmasked, { text: cell }, false, known);
    return performance.now() - began;
  };
  time(mapping);
  const [small, big] = [time(mapping), time(large)];
  console.log(`500 cells drawn: ${small.toFixed(0)} ms with ${mapping.tokens.size} pairs, ${big.toFixed(0)} ms with 200,000`);
  expect(big).toBeLessThan(Math.max(4 * small, 600));
  expect(text(shown(Unmasked, { text: cells[3] ?? "" }, false, large))).toBe("Person 21 in row 3");
}, 30_000);
