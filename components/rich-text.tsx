import ReactMarkdown, { type Components } from "react-markdown";
import gfm from "remark-gfm";
import { LinkOut } from "./link-out.tsx";

const plugins = [gfm];

/** A level-one heading of the model is not one of the page. */
const components: Components = {
  a: ({ href, children }) => <LinkOut href={href ?? ""}>{children}</LinkOut>,
  h1: ({ children }) => <h4>{children}</h4>,
  h2: ({ children }) => <h4>{children}</h4>,
  h3: ({ children }) => <h4>{children}</h4>,
  input: ({ checked }) => <span>{checked ? "☑ " : "☐ "}</span>,
};

/** Markdown without markup of its own, without images: nothing in it can load anything. */
const RichText = ({ text }: { text: string }) => (
  <ReactMarkdown remarkPlugins={plugins} components={components} disallowedElements={["img"]} skipHtml>
    {text}
  </ReactMarkdown>
);
export default RichText;
