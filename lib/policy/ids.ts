import { luhn, mod11of10, mod97, verhoeff, weighted } from "./checksum.ts";

const number = (text: string, from: number, to: number): number => Number(text.slice(from, to));
const last = (text: string): number => text.charCodeAt(text.length - 1) - 48;
const varies = (text: string): boolean => new Set(text).size > 1;
const down = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, at) => from - at);

/** A day of the calendar, leap years by four: good enough to tell a date from digits. */
function day(year: number, month: number, date: number): boolean {
  const longest = [31, year % 4 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return longest !== undefined && date >= 1 && date <= longest;
}

export const usSsn = (t: string): boolean => !/^(?:000|666|9)|^...00|0000$/.test(t) && !["078051120", "219099999", "123456789"].includes(t);
export const ukNino = (t: string): boolean => !/^(?:bg|gb|kn|nk|nt|tn|zz)/.test(t);
export const ukNhs = (t: string): boolean => varies(t) && (11 - (weighted(t, down(10, 2)) % 11)) % 11 === last(t);

export function deTax(t: string): boolean {
  const counts = [...new Set(t.slice(0, 10))].map((d) => t.slice(0, 10).split(d).length - 1).sort((a, b) => b - a);
  return t[0] !== "0" && (counts[0] === 2 || counts[0] === 3) && counts.slice(1).every((n) => n === 1) && mod11of10(t);
}

export function frNir(t: string): boolean {
  const month = number(t, 3, 5);
  if (!((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50)) return false;
  const body = t
    .slice(0, 13)
    .replace(/^(.{5})2a/, "$119")
    .replace(/^(.{5})2b/, "$118");
  return /^\d{13}$/.test(body) && 97 - mod97(body) === number(t, 13, 15);
}

export const esDni = (t: string): boolean => "trwagmyfpdxbnjzsqvhlcke"[number(t, 0, 8) % 23] === t[8];
export const esNie = (t: string): boolean => esDni("xyz".indexOf(t[0] ?? "") + t.slice(1));

const cfOdd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

export function itCf(t: string): boolean {
  let total = 0;
  for (let at = 0; at < 15; at += 1) {
    const code = t.charCodeAt(at);
    const value = code < 58 ? code - 48 : code - 97;
    total += at % 2 === 0 ? (cfOdd[value] ?? 0) : value;
  }
  return total % 26 === t.charCodeAt(15) - 97;
}

export const nlBsn = (t: string): boolean => varies(t) && (weighted(t, down(9, 2)) - last(t)) % 11 === 0;

export function plPesel(t: string): boolean {
  return day(number(t, 0, 2), number(t, 2, 4) % 20, number(t, 4, 6)) && weighted(t, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}

export function sePnr(t: string): boolean {
  const ten = t.slice(-10);
  const date = number(ten, 4, 6);
  return (
    (t.length === 10 || /^(?:18|19|20)/.test(t)) && day(number(ten, 0, 2), number(ten, 2, 4), date > 60 ? date - 60 : date) && luhn(ten)
  );
}

export function brCpf(t: string): boolean {
  const first = ((weighted(t, down(10, 2)) * 10) % 11) % 10;
  const second = ((weighted(t, down(11, 2)) * 10) % 11) % 10;
  return varies(t) && first === number(t, 9, 10) && second === last(t);
}

export function brCnpj(t: string): boolean {
  const first = weighted(t, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  const second = weighted(t, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return varies(t) && number(t, 12, 13) === (first > 1 ? 11 - first : 0) && last(t) === (second > 1 ? 11 - second : 0);
}

export const inAadhaar = (t: string): boolean => !/^[01]/.test(t) && verhoeff(t);

export function beNrn(t: string): boolean {
  const check = number(t, 9, 11);
  const before = 97 - (number(t, 0, 9) % 97);
  const after = 97 - (Number(`2${t.slice(0, 9)}`) % 97);
  return day(number(t, 0, 2), number(t, 2, 4) % 20, number(t, 4, 6)) && (check === before || check === after);
}

export const chAhv = (t: string): boolean => t.startsWith("756") && weighted(t, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;

export function noFnr(t: string): boolean {
  const dated = day(number(t, 4, 6), number(t, 2, 4) % 40, number(t, 0, 2) % 40);
  return dated && weighted(t, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 && weighted(t, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

export const dkCpr = (t: string): boolean => day(number(t, 4, 6), number(t, 2, 4), number(t, 0, 2));

export function ptNif(t: string): boolean {
  const rest = weighted(t, down(9, 2)) % 11;
  return t[0] !== "0" && last(t) === (rest < 2 ? 0 : 11 - rest);
}

export const caSin = (t: string): boolean => !/^[08]/.test(t) && luhn(t);

export function cnId(t: string): boolean {
  const dated = /^.{6}(?:19|20)/.test(t) && day(number(t, 6, 10), number(t, 10, 12), number(t, 12, 14));
  return dated && "10x98765432"[weighted(t, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11] === t[17];
}

export const krRrn = (t: string): boolean => day(number(t, 0, 2), number(t, 2, 4), number(t, 4, 6));

const curp = "0123456789abcdefghijklmnñopqrstuvwxyz";

export function mxCurp(t: string): boolean {
  const total = Array.from(t.slice(0, 17)).reduce((sum, letter, at) => sum + curp.indexOf(letter) * (18 - at), 0);
  return day(number(t, 4, 6), number(t, 6, 8), number(t, 8, 10)) && (10 - (total % 10)) % 10 === last(t);
}

export function trTckn(t: string): boolean {
  const tenth = (7 * weighted(t, [1, 0, 1, 0, 1, 0, 1, 0, 1]) - weighted(t, [0, 1, 0, 1, 0, 1, 0, 1, 0])) % 10;
  const sum = weighted(t, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10;
  return t[0] !== "0" && (tenth + 10) % 10 === number(t, 9, 10) && sum === last(t);
}

export function sgNric(t: string): boolean {
  const total = weighted(t.slice(1), [2, 7, 6, 5, 4, 3, 2]) + (/^[tg]/.test(t) ? 4 : 0);
  return (/^[st]/.test(t) ? "jzihgfedcba" : "xwutrqpnmlk")[total % 11] === t[8];
}
