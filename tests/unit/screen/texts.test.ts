import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseAst } from "vitest/node";
import { bytesText } from "../../../components/format.ts";
import { localeOf } from "../../../lib/protocol/locale.ts";
import { hostText } from "../../../components/host-text.ts";
import { hostGerman } from "../../../components/texts/host-de.ts";
import { strings } from "../../../components/strings.ts";
import { german as germanWords } from "../../../components/texts/admin-de.ts";
import { english as englishWords } from "../../../components/texts/admin-en.ts";
import { german } from "../../../components/texts/de.ts";
import { english } from "../../../components/texts/en.ts";
import { speak } from "../../support/spoken.ts";

type Node = { readonly type: string; readonly [field: string]: unknown };

const root = new URL("../../../", import.meta.url);
const sources = ["components", "app"]
  .flatMap((folder) => readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts") && !path.startsWith("components/texts/"));

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
const children = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

/** Each node with the nodes above it, nearest first. */
function* nodes(node: Node, above: readonly Node[] = []): Generator<readonly [Node, readonly Node[]]> {
  yield [node, above];
  for (const child of children(node)) yield* nodes(child, [node, ...above]);
}

function parsed(path: string, code = readFileSync(new URL(path, root), "utf8")): Node {
  const tree: unknown = parseAst(code, { lang: path.endsWith("x") ? "tsx" : "ts" });
  if (!isNode(tree)) throw new Error(`${path} could not be parsed`);
  return tree;
}

const said = /\p{L}{2,}/u;
/** Names that no language has another word for. */
const proper = /^(JSON|[A-Z_, ]+)$/;
const sentence = /^\p{Lu}\p{Ll}+,? \p{L}+/u;
const spoken = new Set(["aria-label", "aria-description", "title", "placeholder", "alt", "label", "hint", "text", "description"]);

const nameOf = (node: unknown): string => (isNode(node) && typeof node["name"] === "string" ? node["name"] : "");

/** The literal text of a node; null where it has none. */
function textOf(node: Node): string | null {
  if (node.type === "JSXText" || node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : null;
  const value = node.type === "TemplateElement" ? node["value"] : null;
  return typeof value === "object" && value !== null && "raw" in value ? String(value.raw) : null;
}

/** Whether a literal is what an element shows or says: a child of it, or a spoken attribute; not a class name, an argument, or one side of a comparison. */
function shown(node: Node, above: readonly Node[]): boolean {
  if (node.type === "JSXText") return true;
  const at = above.findIndex(({ type }) =>
    /^(JSXElement|JSXFragment|JSXAttribute|CallExpression|BinaryExpression|MemberExpression|SwitchCase)$/.test(type),
  );
  const holder = above[at];
  if (holder?.type === "JSXAttribute") return spoken.has(nameOf(holder["name"]));
  return holder?.type === "JSXElement" || holder?.type === "JSXFragment" ? above[at - 1]?.type === "JSXExpressionContainer" : false;
}

function wordsIn(path: string, code?: string): string[] {
  return [...nodes(parsed(path, code))].flatMap(([node, above]) => {
    const text = textOf(node);
    if (text === null || above.some(({ type }) => type === "ThrowStatement" || type === "ImportDeclaration")) return [];
    if (proper.test(text.trim())) return [];
    return (shown(node, above) && said.test(text)) || sentence.test(text.trim()) ? [`${path}: ${text.trim()}`] : [];
  });
}

/** Texts that are read while a module loads, before it is known which language is spoken. */
function early(path: string, code?: string): string[] {
  return [...nodes(parsed(path, code))].flatMap(([node, above]) => {
    const object = node["object"];
    const read =
      node.type === "MemberExpression" && isNode(object) && object.type === "Identifier" && /^(strings|words)$/.test(nameOf(object));
    const inside = above.some(({ type }) => /Function/.test(type) || type.startsWith("TS"));
    return read && !inside ? [`${path}: ${nameOf(object)}.${nameOf(node["property"])}`] : [];
  });
}

describe("words on the screen", () => {
  test("all of them are among the texts, so that they can be said in another language", () => {
    expect(sources.length).toBeGreaterThan(80);
    expect(sources.flatMap((path) => wordsIn(path))).toEqual([]);
  });

  test("a word that is not would be found, wherever it hides", () => {
    const hidden = [
      "<p>Hello there</p>",
      '<p title="Look here" />',
      '<p>{late ? "soon" : name}</p>',
      "<p>{`at ${time} sharp`}</p>",
      '<p aria-label={on ? "shown" : undefined} />',
    ];
    for (const jsx of hidden) expect(wordsIn("x.tsx", `export const A = ({ late, name, time, on }) => ${jsx};`), jsx).not.toEqual([]);
    expect(wordsIn("x.ts", 'export const say = () => ({ reason: "Nothing was found" });')).not.toEqual([]);
    expect(wordsIn("x.tsx", 'export const A = () => <p className={cn("a", b && "flex items-center")} data-x="some words" />;')).toEqual([]);
  });

  test("none is read while a module loads", () => {
    expect(sources.flatMap((path) => early(path))).toEqual([]);
    expect(early("x.ts", "const label = strings.close;")).toEqual(["x.ts: strings.close"]);
    expect(early("x.ts", "const label = () => strings.close;")).toEqual([]);
  });
});

/** A number as well as a list of names, so that any text can be asked with it. */
const anything = ["7"];

/** Every text of a tree by its path. */
function texts(tree: unknown, path = ""): [string, string][] {
  if (typeof tree === "string") return [[path, tree]];
  if (typeof tree === "function") return [[path, String(Reflect.apply(tree, null, [anything, anything, anything, anything]))]];
  return typeof tree === "object" && tree !== null ? Object.entries(tree).filter(([name]) => name !== "host").flatMap(([name, inner]) => texts(inner, `${path}.${name}`)) : [];
}

/** Texts that are the same in both languages, each for a reason that one sees. */
const same =
  /^(Sandpiper|SHA-256|SQLite.*|Postgres|CSV|Code|Plan|Budgets|Server|Text|WebSocket|XMLHttpRequest|fetch|Format|Details?|Tokens|Status|Person|\W*|[\d.,\s%x×]*.{0,3})$/;

describe("the second language", () => {
  test.each([
    ["the product", english, german],
    ["the administration", englishWords, germanWords],
  ])("of %s has every text in words of its own", (_name, one, other) => {
    const translated = new Map(texts(other));
    const left = texts(one).filter(([path, text]) => translated.get(path) === text && !same.test(text));
    expect([...translated.keys()].sort()).toEqual(
      texts(one)
        .map(([path]) => path)
        .sort(),
    );
    expect(left).toEqual([]);
  });

  test("writes numbers and plurals as those who speak it do", () => {
    speak("de");
    expect([strings.rows(1), strings.rows(1_234_567)]).toEqual(["1 Zeile", "1.234.567 Zeilen"]);
    expect(bytesText(1_500)).toBe("1,5 kB");
    expect(strings.approval.uses(["pandas", "numpy", "scipy"])).toBe("Es importiert pandas, numpy und scipy.");
    speak("en");
    expect([strings.rows(1), strings.rows(1_234_567)]).toEqual(["1 row", "1,234,567 rows"]);
    expect(strings.approval.uses(["pandas", "numpy", "scipy"])).toBe("It imports pandas, numpy and scipy.");
  });
});

describe("what our own code says of runs and files", () => {
  test("is said in the language of whoever looks, and stays as it is on record", () => {
    speak("de");
    expect(hostText("The limit of 12,000 tokens for one question was reached.")).toBe("Die Grenze von 12,000 Tokens für eine Frage ist erreicht.");
    expect(hostText("Reading taxes.csv")).toBe("taxes.csv wird gelesen");
    expect(hostText("total row, kept out (line 48)")).toBe("total row, nicht übernommen (Zeile 48)");
    expect(hostText("Sales grew by $1 & more.")).toBe("Sales grew by $1 & more.");
    speak("en");
    expect(hostText("Reading taxes.csv")).toBe("Reading taxes.csv");
  });

  test("is matched by patterns that the code still writes", () => {
    const code = ["lib/agent", "lib/browser", "lib/server", "workers/python/sandpiper/reading"].flatMap((folder) =>
      readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(ts|py)$/.test(name))
        .map((name) => readFileSync(new URL(`${folder}/${name}`, root), "utf8")),
    );
    const all = code.join("\n");
    const plain = (pattern: string) => pattern.split(/\((?:\.\+|\.\*|\.|\[[^\]]+\]\+|\\d\+|\?:[^)]*)\)/).map((part) => part.replace(/\\(.)/g, "$1"));
    const parts = hostGerman.flatMap(([pattern]) => plain(pattern)).filter((part) => part.length > 20);
    expect(parts.length).toBeGreaterThan(30);
    expect(parts.filter((part) => !all.includes(part.replace(/[(]429[)].*/, "")))).toEqual([]);
  });
});

describe("the language that is spoken", () => {
  test("is the one that was chosen, else the browser's first that is known, else English", () => {
    expect(localeOf("de", "en-GB,en;q=0.9")).toBe("de");
    expect(localeOf(undefined, "fr-CH, de-AT;q=0.8, en;q=0.5")).toBe("de");
    expect(localeOf(undefined, "de;q=0.2, en-US;q=0.9")).toBe("en");
    expect(localeOf(undefined, "de;q=0, fr")).toBe("en");
    expect(localeOf("klingon", null)).toBe("en");
    expect(localeOf("<script>", "*")).toBe("en");
  });
});
