/** The look of reports: one file, no font, no script, nothing fetched; light and dark by the reader's system, fit for paper. */
export const reportStyle = `
:root { color-scheme: light dark; --paper: #faf9f6; --card: #fff; --ink: #1d2426; --faint: #5c6669; --line: #dfdcd3; --sunken: #f1efe9; --accent: #0b6b66; --good: #23662f; --bad: #a32b2b; --warn: #7d5200; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181a; --card: #1c2123; --ink: #e6e8e7; --faint: #a1abad; --line: #353c3f; --sunken: #22282a; --accent: #5cc8bd; --good: #8fce8f; --bad: #f09a94; --warn: #e9b957; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; } h3, .card h2 { font-size: 1rem; margin: 1.25rem 0 .35rem; }
p, ul { margin: .4rem 0; } ul { padding-left: 1.25rem; }
.faint { color: var(--faint); font-size: .875rem; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; margin: 1rem 0; }
.finding { font-size: 1.1rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; } th { color: var(--faint); font-weight: 600; } td.n, th.n { text-align: right; }
figure { margin: 1rem 0; } figure img { max-width: 100%; height: auto; background: #fff; border-radius: .5rem; border: 1px solid var(--line); } figcaption { color: var(--faint); font-size: .875rem; margin-top: .25rem; }
article + article { margin-top: 3rem; } pre { background: var(--sunken); border-radius: .5rem; padding: .75rem; overflow-x: auto; font: .8125rem/1.5 ui-monospace, monospace; white-space: pre-wrap; } code { font-family: ui-monospace, monospace; font-size: .9em; }
details { margin: .5rem 0; } summary { cursor: pointer; color: var(--accent); } summary:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; } a { color: var(--accent); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; font-size: .875rem; } dt { color: var(--faint); } dd { margin: 0; }
@page { margin: 16mm; }
@media print { :root { color-scheme: light; --paper: #fff; --card: #fff; --ink: #000; --faint: #555; --line: #ccc; --sunken: #f5f5f5; --accent: #0b6b66; --good: #23662f; --bad: #a32b2b; --warn: #7d5200; }
body { padding: 0; max-width: none; font-size: 10.5pt; } .card, figure, tr { break-inside: avoid; } h1, h2, h3 { break-after: avoid; } article + article { break-before: page; } .scroll { overflow: visible; } th, td { white-space: normal; } details:not([open]) { display: none; } }
`;

/** A whole page that can load and run nothing. */
export function pageOf(title: string, body: string, lang = "en"): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${reportStyle}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
