import { describe, expect, test } from "vitest";
import { find } from "../../../lib/policy/detect.ts";

const typeOf = (text: string): string => {
  const span = find(text)[0];
  return span && span.at === 0 && span.length === text.length ? span.type : "none";
};

describe("a value is known by its check", () => {
  test.each([
    ["ann.lee@example.com", "email"],
    ["ann (at) example [dot] com", "email"],
    ["josé@bücher.example", "email"],
    ["+49 171 1234567", "phone"],
    ["(555) 234-5678", "phone"],
    ["4111 1111 1111 1111", "card"],
    ["DE89 3704 0044 0532 0130 00", "iban"],
    ["123-45-6788", "us-ssn"],
    ["AB123456C", "uk-nino"],
    ["2001:db8::1", "ipv6"],
    ["192.168.1.1", "ipv4"],
    ["00:1A:2B:3C:4D:5E", "mac"],
    ["529.982.247-25", "br-cpf"],
    ["12345678Z", "es-dni"],
    ["RSSMRA85T10A562S", "it-cf"],
    ["756.9217.0769.85", "ch-ahv"],
    ["https://bob:secret@db.example/x", "url-user"],
    ["４１１１ 1111 1111 1111", "card"],
    ["4111\u00a01111\u00a01111\u00a01111", "card"],
    ["4111\u20111111\u20111111\u20111111", "card"],
    ["٤١١١ ١١١١ ١١١١ ١١١١", "card"],
  ])("%s is %s", (text, type) => {
    expect(typeOf(text)).toBe(type);
  });

  test.each([
    "4111 1111 1111 1112",
    "DE88 3704 0044 0532 0130 00",
    "529.982.247-26",
    "12345678A",
    "000-12-3456",
    "BG123456C",
    "2024-01-15",
    "12:30:45",
    "1.2.3",
    "logo@2x.png",
    "user@localhost",
    "550e8400-e29b-41d4-a716-446655440000",
    "0.4111111111111111",
    "08.10.1987",
    "111222333",
    "pandas 3.0.2",
    "v1.2.3.4",
  ])("%s is nothing", (text) => {
    expect(find(text)).toEqual([]);
  });
});

test("a bare number is believed after its word only", () => {
  expect(find("BSN 111222333").map((span) => span.type)).toEqual(["nl-bsn"]);
  expect(find("order 111222333")).toEqual([]);
});

test("places are those of the text as given, invisible characters and all", () => {
  const text = "ﬁrst: a.b\u200b@c.de, pay DE89 3704 0044 0532 0130 00 before noon";
  expect(find(text).map((span) => text.slice(span.at, span.at + span.length))).toEqual(["a.b\u200b@c.de", "DE89 3704 0044 0532 0130 00"]);
});

test("types narrow the search", () => {
  expect(find("a@b.de 192.168.1.1", new Set(["ipv4"])).map((span) => span.type)).toEqual(["ipv4"]);
});
