import { blank } from "../policy/blank.ts";
import type { Action } from "../protocol/action.ts";
import { actionInJson } from "./json.ts";
import type { Parsed } from "./parse.ts";
import { dedent, looksLikePython } from "./python.ts";

interface Block {
  readonly language: string;
  readonly body: string;
  readonly closed: boolean;
}

type Piece = { readonly type: "prose"; readonly text: string } | ({ readonly type: "block" } & Block);

const opening = /^(?:\s|>|[-*+]\s|\d+[.)]\s)*(`{3,}|~{3,})\s*\{?\.?([\w+#.-]*)\}?.*$/;
const python = /^(?:i?python\d*(?:\.\d+)?|py\d?|pycon|tool_code|code|execute)$/i;
const made = /^(?:output|result|stdout|console)s?$/i;
const claimed = /^[\W_]*(?:output|observation|result)s?[\W_]*:[\W_]*$/im;

/** The action in a reply with fences; null where it has none that could hold one. */
export function pythonIn(text: string): Parsed | null {
  const pieces = split(text);
  const blocks = pieces.filter((piece) => piece.type === "block");
  if (blocks.length === 0 || lone(blocks, text)) return null;
  if (blocks.some((block) => !block.closed)) {
    return {
      type: "unreadable",
      reason:
        "A code block of your reply was never closed, so it looked cut off and was not run. End the block with ``` on a line of its own.",
    };
  }
  return labelled(pieces) ?? unlabelled(pieces) ?? json(blocks) ?? foreign(blocks);
}

/** A closing fence whose opening one is missing: everything before it may be code (see parse.ts). */
function lone(blocks: Block[], text: string): boolean {
  return (
    blocks.length === 1 &&
    blocks[0]?.closed === false &&
    blocks[0].language === "" &&
    blocks[0].body.trim() === "" &&
    looksLikePython(text.replace(/\n```\s*$/, ""))
  );
}

function labelled(pieces: Piece[]): Action | null {
  return joined(untilMadeUp(pieces), (block) => python.test(block.language));
}

function unlabelled(pieces: Piece[]): Action | null {
  return joined(untilMadeUp(pieces), (block) => block.language === "" && looksLikePython(block.body));
}

function joined(pieces: Piece[], wanted: (block: Block) => boolean): Action | null {
  const codes = pieces.flatMap((piece) => (piece.type === "block" && wanted(piece) ? [dedent(prompted(piece.body))] : []));
  const unique = codes.filter((code, at) => code.trim() && codes.indexOf(code) === at);
  if (unique.length === 0) return null;
  const plan = pieces
    .flatMap((piece) => (piece.type === "prose" ? [piece.text.trim()] : []))
    .filter(Boolean)
    .join("\n\n");
  return { type: "run", plan, code: unique.join("\n\n") };
}

/** Models that play the interpreter too: nothing after an output that they wrote themselves can be meant. */
function untilMadeUp(pieces: Piece[]): Piece[] {
  const firstCode = pieces.findIndex((piece) => piece.type === "block");
  const end = pieces.findIndex((piece, at) => at > firstCode && madeUp(piece));
  return end < 0 ? pieces : pieces.slice(0, end);
}

function madeUp(piece: Piece): boolean {
  if (piece.type === "block") return made.test(piece.language);
  return claimed.test(piece.text);
}

function json(blocks: Block[]): Parsed | null {
  const only = blocks.length === 1 ? blocks[0] : undefined;
  return only && /^json\w*$/i.test(only.language) ? actionInJson(only.body) : null;
}

/** Another language: worth a word when nothing else is there to go by. */
function foreign(blocks: Block[]): Parsed | null {
  const language = blocks.map((block) => block.language.toLowerCase()).find((known) => known in instead);
  return language ? { type: "unreadable", reason: instead[language] ?? "" } : null;
}

const shell = "There is no shell here and nothing can be installed; only Python runs. The packages that may be used are already there.";
const script = "Only Python runs here. Write the same in Python.";
const instead: Record<string, string> = {
  sql: 'Only Python runs here. For SQL write result = sql("""...""") in a python block; it sees the dropped databases and every DataFrame by its name.',
  sqlite: 'Only Python runs here. For SQL write result = sql("""...""") in a python block.',
  bash: shell,
  sh: shell,
  shell: shell,
  zsh: shell,
  powershell: shell,
  cmd: shell,
  r: script,
  javascript: script,
  js: script,
  typescript: script,
  ts: script,
  julia: script,
  java: script,
};

/** A block copied from a prompt (`>>> x`) without the prompt and without the output below it. */
function prompted(body: string): string {
  if (!/^\s*>>> /.test(body)) return body;
  return body
    .split("\n")
    .filter((line) => /^\s*(?:>>>|\.\.\.)/.test(line))
    .map((line) => line.replace(/^\s*(?:>>>|\.\.\.) ?/, ""))
    .join("\n");
}

function split(text: string): Piece[] {
  const pieces: Piece[] = [];
  let prose: string[] = [];
  let open: { fence: string; language: string; body: string[] } | null = null;
  const shut = (closed: boolean) => {
    if (open) pieces.push({ type: "block", language: open.language, body: open.body.join("\n"), closed });
    open = null;
  };
  const speak = () => {
    if (prose.join("").trim()) pieces.push({ type: "prose", text: prose.join("\n") });
    prose = [];
  };
  for (const line of text.split("\n")) {
    const found = opening.exec(line);
    const [fence, language] = [found?.[1] ?? "", found?.[2] ?? ""];
    if (!open) {
      if (!fence || inline(line, fence)) {
        prose.push(line);
        continue;
      }
      speak();
      open = { fence, language, body: [] };
    } else if (fence && ends(open, fence, language, line)) {
      shut(true);
      if (language && python.test(language)) open = { fence, language, body: [] };
    } else open.body.push(line);
  }
  shut(false);
  speak();
  return pieces;
}

/** ```x = 1``` within one line of prose. */
function inline(line: string, fence: string): boolean {
  return line.indexOf(fence, line.indexOf(fence) + fence.length) >= 0;
}

/** A closing fence, or the opening one of the next block; not one inside a Python string. */
function ends(open: { fence: string; language: string; body: string[] }, fence: string, language: string, line: string): boolean {
  if (fence[0] !== open.fence[0] || fence.length < open.fence.length) return false;
  if (language && !python.test(language)) return false;
  if (!language && line.trim().replace(/^[>\s]*/, "") !== fence) return false;
  return !(python.test(open.language) && blank(open.body.join("\n")).open);
}
