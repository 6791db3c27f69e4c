import { useContext, useMemo } from "react";
import ReactMarkdown, { type Components, type ExtraProps } from "react-markdown";
import gfm from "remark-gfm";
import type { Piece } from "../lib/policy/mask.ts";
import { Figure } from "./figure.tsx";
import { LinkOut } from "./link-out.tsx";
import { Value } from "./unmasked.tsx";
import { figuresIn, type Traces, TracesContext } from "./traces.ts";
import { useMapping } from "./use-mapping.ts";

const plugins = [gfm];

/** A level-one heading of the model is not one of the page. Markdown has no `bdi` of its own: each one stands for a token. */
const components: Components = {
  a: ({ href, children }) => <LinkOut href={href ?? ""}>{children}</LinkOut>,
  data: ({ value }) => <Figure number={String(value ?? "")} />,
  bdi: ({ id, title }) => <Value token={id ?? ""} original={title ?? ""} />,
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h4>{children}</h4>,
  input: ({ checked }) => <span>{checked ? "☑ " : "☐ "}</span>,
};

type Node = NonNullable<ExtraProps["node"]>["children"][number];
type Parent = { children: Node[] };

/**
 * Puts values into the tree that the reader of markdown has made, as text: whatever a value holds, it is never read as markdown. Addresses of
 * links keep their tokens, since a value must not leave by a click.
 */
const unmasking = (cut: (text: string) => readonly Piece[]) => () => (tree: Parent) => walk(tree, cut);

function walk(parent: Parent, cut: (text: string) => readonly Piece[]): void {
  parent.children = parent.children.flatMap((node): Node[] => {
    if (node.type === "text") return cut(node.value).map(nodeOf);
    if (node.type === "element") walk(node, cut);
    return [node];
  });
}

/** Numbers whose origin is known, as things to press. Runs after the values are in: what is masked is never cut. */
const marking = (traces: Traces) => () => (tree: Parent) => mark(tree, traces);

function mark(parent: Parent, traces: Traces): void {
  parent.children = parent.children.flatMap((node): Node[] => {
    if (node.type === "text") return figuresIn(node.value, traces).map((piece) => (piece.type === "text" ? { type: "text", value: piece.text } : { type: "element", tagName: "data", properties: { value: piece.text }, children: [] }));
    if (node.type === "element" && node.tagName !== "code" && node.tagName !== "a") mark(node, traces);
    return [node];
  });
}

const nodeOf = (piece: Piece): Node =>
  piece.type === "text"
    ? { type: "text", value: piece.text }
    : { type: "element", tagName: "bdi", properties: { id: piece.token, title: piece.original }, children: [] };

/** Markdown without markup of its own, without images: nothing in it can load anything. */
const RichText = ({ text }: { text: string }) => {
  const { any, cut } = useMapping();
  const traces = useContext(TracesContext);
  const plain = useMemo(() => [...(any ? [unmasking(cut)] : []), ...(traces.size > 0 ? [marking(traces)] : [])], [any, cut, traces]);
  return (
    <ReactMarkdown remarkPlugins={plugins} rehypePlugins={plain} components={components} disallowedElements={["img"]} skipHtml>
      {text}
    </ReactMarkdown>
  );
};
export default RichText;
