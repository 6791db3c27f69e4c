import { describe, expect, test } from "vitest";
import { parseReply } from "../../../lib/agent/parse.ts";

const said = (text: string) => parseReply({ text, tool: "", whole: true });
const called = (tool: string, text = "") => parseReply({ text, tool, whole: true });
const code = (parsed: ReturnType<typeof parseReply>) => (parsed.type === "run" ? parsed.code : parsed);
const hi = "print('hi')";

describe("code that runs", () => {
  const cases: [string, string, string][] = [
    ["a python fence", "```python\nprint('hi')\n```", hi],
    ["a py fence", "```py\nprint('hi')\n```", hi],
    ["a fence without a language", "```\nprint('hi')\n```", hi],
    ["a capital Python3 fence", "```Python3\nprint('hi')\n```", hi],
    ["a fence with attributes", "```{python}\nprint('hi')\n```", hi],
    ["a fence with a title", "```python title=\"step 1\"\nprint('hi')\n```", hi],
    ["tildes", "~~~python\nprint('hi')\n~~~", hi],
    ["four backticks", "````python\nprint('hi')\n````", hi],
    ["tool_code, as some models call it", "```tool_code\nprint('hi')\n```", hi],
    ["Windows line ends", "Plan.\r\n```python\r\na = 1\r\nprint(a)\r\n```\r\n", "a = 1\nprint(a)"],
    ["a byte order mark", "\uFEFF```python\nprint('hi')\n```", hi],
    ["an indented fence", "   ```python\n   if x:\n       print(1)\n   ```", "if x:\n    print(1)"],
    ["a fence in a list", "1. Load it\n\n   ```python\n   print('hi')\n   ```\n2. Done", hi],
    ["a fence behind a list mark", "- ```python\n  print('hi')\n  ```", hi],
    ["spaces after the closing fence", "```python\nprint('hi')\n```   ", hi],
    ["no line end after the closing fence", "```python\nprint('hi')\n```", hi],
    ["two blocks, joined in order", "First\n```python\na = 1\n```\nthen\n```python\nprint(a)\n```", "a = 1\n\nprint(a)"],
    ["the same block twice, once", "```python\nprint('hi')\n```\nagain\n```python\nprint('hi')\n```", hi],
    ["python beside an unlabelled output", "```python\nprint('hi')\n```\n```\nhi\n```", hi],
    [
      "only what comes before an output that the model made up",
      "```python\nprint('hi')\n```\nOutput:\n```\nhi\n```\nSo:\n```python\nfinal_answer('hi')\n```",
      hi,
    ],
    ["only what comes before an output fence", "```python\nprint('hi')\n```\n```output\nhi\n```\n```python\nfinal_answer('hi')\n```", hi],
    [
      "only what comes before an observation in prose",
      "```python\nprint('hi')\n```\nObservation:\nhi\n```python\nfinal_answer('x')\n```",
      hi,
    ],
    [
      "fences inside a Python string",
      '```python\ntext = """\n```\nx\n```\n"""\nprint(text)\n```',
      'text = """\n```\nx\n```\n"""\nprint(text)',
    ],
    ["a second opening fence in place of the closing one", "```python\na = 1\n```python\nprint(a)\n```", "a = 1\n\nprint(a)"],
    ["a missing opening fence", "import math\nprint(math.pi)\n```", "import math\nprint(math.pi)"],
    ["no fence at all", "total = sales['amount'].sum()\nprint(total)", "total = sales['amount'].sum()\nprint(total)"],
    ["the lone word python above code", "python\ntotal = 1\nprint(total)", "total = 1\nprint(total)"],
    ["code tags", "I look.\n<code>\nprint('hi')\n</code>", hi],
    ["execute tags", "<execute>\nprint('hi')\n</execute>", hi],
    ["a fence within code tags", "<code>\n```python\nprint('hi')\n```\n</code>", hi],
    ["a tool call passed on as text", '<tool_call>\n{"name": "python", "arguments": {"code": "print(\'hi\')"}}\n</tool_call>', hi],
    [
      "a tool call in XML parameters",
      "<tool_call>\n<function=python>\n<parameter=code>\nprint('hi')\n</parameter>\n</function>\n</tool_call>",
      hi,
    ],
    ["JSON with thought and code", '{"thought": "look", "code": "print(\'hi\')"}', hi],
    ["JSON in a json fence", '```json\n{"thought": "look", "code": "print(\'hi\')"}\n```', hi],
    ["reasoning before the code", "<think>\n```python\nimport os\n```\n</think>\n```python\nprint('hi')\n```", hi],
    ["reasoning whose opening tag was lost", "maybe ```python\nx=1\n```\n</think>\n```python\nprint('hi')\n```", hi],
    [
      "raw channels",
      "<|channel|>analysis<|message|>hm ```python\nx=1\n```<|end|><|start|>assistant<|channel|>final<|message|>```python\nprint('hi')\n```",
      hi,
    ],
    ["a prompt copied from a shell", "```python\n>>> print('hi')\nhi\n```", hi],
    ["final_answer announced in prose and given as code", "Final answer:\n```python\nfinal_answer('42')\n```", "final_answer('42')"],
    ["text in another language around it", "首先查看数据。\n```python\nprint('hi')\n```\n完成。", hi],
  ];
  test.each(cases)("is found in %s", (_name, reply, expected) => expect(code(said(reply))).toBe(expected));

  test("keeps the prose around it as the plan", () => {
    expect(said("I count rows.\n\n```python\nprint(1)\n```\nThen I will see.")).toEqual({
      type: "run",
      plan: "I count rows.\n\nThen I will see.",
      code: "print(1)",
    });
    expect(said('{"thought": "look", "code": "print(1)"}')).toEqual({ type: "run", plan: "look", code: "print(1)" });
  });
});

describe("a call of the python tool", () => {
  const cases: [string, string, string][] = [
    ["plain arguments", '{"code": "a = 1\\nprint(a)"}', "a = 1\nprint(a)"],
    ["another key", '{"script": "print(\'hi\')"}', hi],
    ["raw line ends in the string", '{"code": "a = 1\nprint(a)"}', "a = 1\nprint(a)"],
    ["a comma too many", '{"code": "print(\'hi\')",}', hi],
    ["line ends escaped twice", '{"code": "a = 1\\\\nprint(a)"}', "a = 1\nprint(a)"],
    ["an escaped line end inside a Python string", '{"code": "print(\\"a\\\\nb\\")"}', 'print("a\\nb")'],
    ["two calls", '{"code": "a = 1"}{"code": "print(a)"}', "a = 1\n\nprint(a)"],
    ["a fence inside the arguments", '{"code": "```python\\nprint(\'hi\')\\n```"}', hi],
    ["a JSON string", "\"print('hi')\"", hi],
    ["bare Python", "a = 1\nprint(a)", "a = 1\nprint(a)"],
    ["braces inside the code", '{"code": "print({1: \\"}\\"})"}', 'print({1: "}"})'],
  ];
  test.each(cases)("is read with %s", (_name, args, expected) => expect(code(called(args))).toBe(expected));

  test("goes before fences in the text, which stay as the plan", () => {
    expect(called('{"code": "print(1)"}', "I count.")).toEqual({ type: "run", plan: "I count.", code: "print(1)" });
  });

  test.each(['{"code": "print(1', '{"code": "print(1)"', '{"code": ""}', "{}", '{"query": "x"}'])("never runs from %s", (args) =>
    expect(called(args).type).toBe("unreadable"),
  );
});

describe("a reply that is cut", () => {
  test.each([
    "```python\nprint('hi')",
    "```python\nprint('hi')\n``",
    "```python\na = 1\n```\nand\n```python\nprint(a",
    "<code>\nprint('hi')\nx = 1",
    '<tool_call>\n{"name": "python", "arguments": {"code": "pri',
    '{"thought": "look", "code": "print(',
    '```json\n{"code": "x = 1"',
    "~~~python\nprint(1)\n```",
  ])("never runs: %j", (text) => expect(said(text).type).toBe("unreadable"));

  test("never runs when the server says so, however whole it looks", () => {
    expect(parseReply({ text: "```python\nprint('hi')\n```", tool: "", whole: false }).type).toBe("unreadable");
    expect(parseReply({ text: "", tool: '{"code": "print(1)"}', whole: false }).type).toBe("unreadable");
    expect(parseReply({ text: "The answer is 4", tool: "", whole: false }).type).toBe("unreadable");
  });
});

describe("a reply without code", () => {
  test("is an answer", () => expect(said("Sales grew by 4 %.")).toEqual({ type: "answer", text: "Sales grew by 4 %." }));
  test.each(["Final answer: 42", "**Final Answer:** 42", "final answer: 42"])("loses its heading: %s", (text) =>
    expect(said(text)).toEqual({ type: "answer", text: "42" }),
  );
  test("may be JSON", () => expect(said('{"thought": "done", "final_answer": "42"}')).toEqual({ type: "answer", text: "42" }));
  test("may quote a table", () => expect(said("Here:\n```\nregion  total\nNorth   4\n```").type).toBe("answer"));
  test("may hold inline code", () => expect(said("Use ```df.head()``` or `df.tail()` then.").type).toBe("answer"));
  test("may mention HTML", () => expect(said("The column holds <code>x</code> marks.").type).toBe("answer"));
  test("is unreadable when empty", () => {
    expect(said("  \n ").type).toBe("unreadable");
    expect(said("<think>I wonder").type).toBe("unreadable");
    expect(said("<think>\n```python\nprint(1)\n```\n</think>").type).toBe("unreadable");
  });
  test.each([
    ["sql", "select 1", /sql\(/],
    ["bash", "pip install x", /no shell/],
    ["javascript", "alert(1)", /Only Python/],
  ])("in %s is told what to do", (language, body, reason) => {
    const parsed = said(`\`\`\`${language}\n${body}\n\`\`\``);
    expect(parsed.type === "unreadable" && parsed.reason).toMatch(reason);
  });
  test("is not taken for code when it is prose with brackets", () => {
    expect(said("Sales (all regions) rose = good.").type).toBe("answer");
    expect(said("North: 4\nSouth: 5").type).toBe("answer");
  });
});
