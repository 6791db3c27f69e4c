const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const number = (value, digits) => (Number.isFinite(value) ? value.toFixed(digits) : "–");
const table = (heads, rows) => `<table><tr>${heads.map((head) => `<th>${escaped(head)}`).join("")}</tr>${rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}`).join("")}</tr>`).join("")}</table>`;

/** One run as a page of three tables. */
export const page = ({ setting, first, audit, holding }) => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sandpiper: the server under load</title>
<style>:root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;max-width:720px;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #8886}</style>
<h1>The server under load</h1><p>${escaped(setting.at)}; Node ${escaped(setting.node)}; ${setting.processors} processors, load ${number(setting.load, 1)} at the start; everything on one machine</p>
<h2>Until the first word</h2>${table(["way", "p50 ms", "p99 ms", "adds ms", "times direct"], first.map((one) => [one.name, number(one.p50, 2), number(one.p99, 2), number(one.addedMs, 2), number(one.ratio, 2)]))}
<h2>Audit entries, 8 writers over HTTP</h2>${table(["store", "a second", "p50 ms", "p99 ms"], audit.map((one) => [one.name, number(one.perSecond, 0), number(one.p50, 1), number(one.p99, 1)]))}
<h2>Streams at once</h2>${table(["store", "asked for", "held", "ended whole", "KB each"], holding.map((one) => [one.name, one.streams, one.reached, one.whole, number(one.kilobytesEach, 0)]))}</html>
`;
