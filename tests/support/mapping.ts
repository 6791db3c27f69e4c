import { Mapping } from "../../lib/policy/mask.ts";

/** A made-up mapping: what a vault gives for such values. Some values are hostile, as a cell of a file may be. */
export const pairs = {
  person_7F3K2Q9M: "Ann Lee",
  person_2B4C6D8F: "Zoë O'Neil & Søns <hr>",
  person_HHHH0001: "![x](http://evil.example/p)",
  person_HHHH0002: '<img src="http://evil.example/q" onerror="globalThis.owned=1">',
  person_HHHH0003: "[a](http://evil.example/r)",
  person_HHHH0004: '<a href="http://evil.example/s">click</a>',
  person_HHHH0005: '=HYPERLINK("http://evil.example")',
  person_HHHH0006: "%{x}</script><script>globalThis.owned=1</script>",
  person_HHHH0007: "**bold** _under_ `code` | cell",
  person_HHHH0008: "שלום עולם",
  person_HHHH0009: "]]> --> ${1} \\ \" '\n\u2028end",
  "email_9XKD21AB@company": "ann.lee@acme.example",
  "phone_0Q2M4HJ8+49": "+49 30 1234567",
  "iban_QQ11QQ11:DE": "DE89 3704 0044 0532 0130 00",
  "912345678901234": "00412",
  "987654321098765": "1001",
} as const;

export const mapping = new Mapping(Object.entries(pairs));
