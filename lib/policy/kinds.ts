import { card, iban } from "./checksum.ts";
import * as ids from "./ids.ts";

/**
 * A kind of value in free text, lower case. `strict` is believed wherever it stands, `loose` only soon after one of the `words`.
 * The same table, with the same shapes, is workers/python/sandpiper/masking/kinds.py.
 */
export type Kind = { type: string; strict: RegExp | null; loose: RegExp | null; words: RegExp | null; check: (compact: string) => boolean };

/** Letters as ranges, not as \\p{L}: the same scan takes a third of the time. */
const letter = "a-z\\u00c0-\\u1fff\\u2c00-\\ufaff";
const left = `(?<![${letter}0-9_@])(?<!\\d[.,])`;
const right = `(?![${letter}0-9_@])(?![.,]\\d)`;
const whole = (shape: string): RegExp => new RegExp(`${left}(?:${shape})${right}`, "g");
const yes = (): boolean => true;

function kind(type: string, strict: string | null, check: (compact: string) => boolean, near?: { loose: string; words: string }): Kind {
  return {
    type,
    check,
    strict: strict === null ? null : whole(strict),
    loose: near ? whole(near.loose) : null,
    words: near ? new RegExp(`(?<![${letter}0-9])(?:${near.words})`) : null,
  };
}

const fileEnds = "png|jpe?g|gif|svg|webp|css|js|ts|json|csv|tsv|xlsx?|pdf|txt|html?|md|py|zip|gz|parquet";
const email = `[${letter}0-9_.!#$%&'*+=?^\`{|}~-]{1,64}@(?:(?!-)[${letter}0-9_-]{1,63}\\.)+(?!(?:${fileEnds})(?![${letter}0-9_-]))(?:xn--[a-z0-9-]+|[${letter}]{2,24})`;
const bracketed = (word: string): string => `[[({] ?${word} ?[\\])}]`;
const dot = `(?:\\.|${bracketed("dot")})`;
const emailSpelt = `[${letter}0-9_.+-]{1,64} ?${bracketed("at")} ?[${letter}0-9_-]+(?: ?${dot} ?[${letter}0-9_-]+)* ?${dot} ?[${letter}]{2,24}`;
const byte = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const phones = `(?<!\\d[ .\\-/])(?:${[
  "\\+[1-9]\\d{9,14}",
  "(?:\\+|00 ?)[1-9]\\d{0,2}(?:[ .\\-/]?\\(0?\\d{0,4}\\)[ .\\-/]?\\d{1,8})?(?:[ .\\-/]{1,2}\\d{1,11}){1,6}",
  "(?:\\+?1[ .\\-]?)?(?:\\([2-9]\\d\\d\\)[ .\\-]{0,2}|[2-9]\\d\\d[.\\- ])[2-9]\\d\\d[.\\- ]\\d{4}(?: ?(?:x|ext\\.?) ?\\d{1,6})?",
  "(?:\\(0\\d{1,5}\\)|0\\d{1,5})(?:[ .\\-/]{1,3}\\d{2,8}){1,5}",
  "\\(\\d{2}\\) ?9?\\d{4}[\\- ]\\d{4}",
].join("|")})(?![ .\\-/]\\d)`;
const noPhone =
  /^(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{3}\.\d{3}\.\d{3}-\d{2}|\d{3}-\d{2}-\d{4}|\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}|\d{6}-\d{4})$/;

function phone(text: string): boolean {
  const digits = (text.split(/x|ext/)[0] ?? "").replace(/\D/g, "");
  return digits.length >= 8 && digits.length <= 15 && new Set(digits).size > 2 && !noPhone.test(text);
}

function ipv6(compact: string): boolean {
  const halves = compact.split("%")[0]?.split("::") ?? [];
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const sound = groups.every((group) => /^[0-9a-f]{1,4}$/.test(group));
  return sound && (halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8 && groups.length > 0);
}

/** Types whose `check` reads the text as it stands, separators and all. */
export const uncompacted: ReadonlySet<string> = new Set(["email", "url-user", "mac", "ipv4", "ipv6", "phone"]);

export const kinds: readonly Kind[] = [
  kind("url-user", "[a-z][a-z0-9+.\\-]*://[^\\s/@:]+(?::[^\\s/@]*)?@[^\\s\"'<>\\\\]*[a-z0-9_/=]", yes),
  kind("email", `${email}|${emailSpelt}`, yes),
  kind("iban", "[a-z]{2}\\d{2}(?:[ \\-]?[a-z0-9]{4}){2,7}(?:[ \\-]?[a-z0-9]{1,4})?", iban),
  kind("card", "\\d{14,16}|\\d{19}|\\d{4}([ \\-.])\\d{4}\\1\\d{4}\\1\\d{4}(?:\\1\\d{3})?|\\d{4}([ \\-])\\d{6}\\2\\d{4,5}", card),
  kind("mac", "[0-9a-f]{2}([:\\-])(?:[0-9a-f]{2}\\1){4}[0-9a-f]{2}|(?=[0-9a-f.]*[a-f])[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}", yes),
  kind("ipv4", `${byte}(?:\\.${byte}){3}`, yes),
  kind("ipv6", "(?=[0-9a-f:]*:[0-9a-f]*:)[0-9a-f:]{3,39}(?:%\\w+)?", ipv6),
  kind("uk-nino", "[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z][ \\-]?\\d{2}[ \\-]?\\d{2}[ \\-]?\\d{2}[ \\-]?[a-d]", ids.ukNino),
  kind("fr-nir", "[1-478] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[ab]) ?\\d{3} ?\\d{3} ?\\d{2}", ids.frNir),
  kind("es-dni", "\\d{8}[ \\-]?[a-z]|\\d{2}\\.\\d{3}\\.\\d{3}[ \\-]?[a-z]", ids.esDni),
  kind("es-nie", "[xyz][ \\-]?\\d{7}[ \\-]?[a-z]", ids.esNie),
  kind("it-cf", "[a-z]{6} ?[0-9lmnp-v]{2}[abcdehlmprst][0-9lmnp-v]{2} ?[a-z][0-9lmnp-v]{3}[a-z]", ids.itCf),
  kind("mx-curp", "[a-z]{4}\\d{6}[hmx][a-z]{5}[a-z0-9]\\d", ids.mxCurp),
  kind("cn-id", "[1-8]\\d{16}[0-9x]", ids.cnId),
  kind("in-pan", "[a-z]{3}[pchfatbljg][a-z]\\d{4}[a-z]", yes),
  kind("sg-nric", "[stfg]\\d{7}[a-z]", ids.sgNric),
  kind("us-ssn", "\\d{3}([ \\-])\\d{2}\\1\\d{4}", ids.usSsn, { loose: "\\d{9}", words: "ssn|social sec" }),
  kind("se-pnr", "(?:\\d{2})?\\d{6}[\\-+]\\d{4}", ids.sePnr, { loose: "(?:\\d{2})?\\d{10}", words: "personnummer|persnr|person nr" }),
  kind("kr-rrn", "\\d{6}-[1-8]\\d{6}", ids.krRrn),
  kind("br-cpf", "\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}", ids.brCpf, { loose: "\\d{11}|\\d{9}-\\d{2}", words: "cpf" }),
  kind("br-cnpj", "\\d{2}\\.\\d{3}\\.\\d{3}/\\d{4}-\\d{2}", ids.brCnpj, { loose: "\\d{14}", words: "cnpj" }),
  kind("be-nrn", "\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}\\.\\d{2}", ids.beNrn, {
    loose: "\\d{11}|\\d{6}-\\d{3}-\\d{2}",
    words: "rijksregister|registre national|niss|insz",
  }),
  kind("ch-ahv", "756\\.\\d{4}\\.\\d{4}\\.\\d{2}|756\\d{10}", ids.chAhv),
  kind("de-tax", "\\d{2} \\d{3} \\d{3} \\d{3}", ids.deTax, {
    loose: "\\d{11}|\\d{2}/\\d{3}/\\d{3}/\\d{3}",
    words: "steuer|idnr|tax id|tin",
  }),
  kind("tr-tckn", null, ids.trTckn, { loose: "\\d{11}", words: "tckn|tc kimlik|t\\.c\\." }),
  kind("pl-pesel", null, ids.plPesel, { loose: "\\d{11}", words: "pesel" }),
  kind("no-fnr", "\\d{6} \\d{5}", ids.noFnr, { loose: "\\d{11}", words: "fodselsnummer|fødselsnummer|personnummer|fnr" }),
  kind("in-aadhaar", "(?<!\\d{4}[ \\-])\\d{4}([ \\-])\\d{4}\\1\\d{4}(?![ \\-]\\d{4})", ids.inAadhaar, {
    loose: "\\d{12}",
    words: "aadhaar|aadhar|uidai",
  }),
  kind("uk-nhs", null, ids.ukNhs, { loose: "\\d{3}[ \\-]?\\d{3}[ \\-]?\\d{4}", words: "nhs" }),
  kind("dk-cpr", null, ids.dkCpr, { loose: "\\d{6}-?\\d{4}", words: "cpr" }),
  kind("nl-bsn", null, ids.nlBsn, {
    loose: "\\d{9}|\\d{4}[. ]\\d{2}[. ]\\d{3}|\\d{3}[. ]\\d{3}[. ]\\d{3}",
    words: "bsn|burgerservice|sofinummer",
  }),
  kind("pt-nif", null, ids.ptNif, { loose: "\\d{3} ?\\d{3} ?\\d{3}", words: "nif|contribuinte" }),
  kind("ca-sin", null, ids.caSin, { loose: "\\d{3}[ \\-]?\\d{3}[ \\-]?\\d{3}", words: "sin|social insurance|nas" }),
  kind("phone", phones, phone, {
    loose: "[+(]?\\d[\\d ()./\\-]{5,18}\\d",
    words: "phone|tel|mobile|cell|fax|whatsapp|handy|movil|celular|telefon|call",
  }),
];
