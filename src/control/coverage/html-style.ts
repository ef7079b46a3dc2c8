/** The style of the coverage page, for any width, light and dark. No state is shown by color alone. */
export const COVERAGE_STYLE = `
:root{color-scheme:light dark;--good:#0a6b3d;--bad:#a3261f;--odd:#7a5200;--line:#8886;--soft:#8881}
@media (prefers-color-scheme:dark){:root{--good:#6fd8a0;--bad:#ff9d94;--odd:#f2c46b}}
body{font:1rem/1.5 system-ui,sans-serif;margin:0}
main{max-width:70rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.25rem 0}
.shares{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem;margin:1.5rem 0}
.shares>div{border:1px solid var(--line);border-radius:.5rem;padding:.75rem}
.shares dt{font-size:.85rem}.shares dd{margin:0;font-size:1.6rem;font-weight:600;line-height:1.2}
.shares dd small{font-size:1rem}.shares .of{font-size:.85rem;font-weight:400}
meter{width:100%;height:.6rem}
details{border:1px solid var(--line);border-radius:.5rem;margin:.4rem 0;padding:.4rem .75rem}
details[open]{background:var(--soft)}
summary{cursor:pointer;display:flex;gap:.6rem;align-items:baseline;flex-wrap:wrap}
.method{font:600 .8rem ui-monospace,monospace;min-width:3.6rem}
.path{flex:1 1 12rem;font-family:ui-monospace,monospace;font-size:.9rem;overflow-wrap:anywhere}
.figures{font-variant-numeric:tabular-nums;display:flex;gap:.5rem;align-items:center}.figures meter{width:5rem}
.cells{list-style:none;padding:0;margin:.5rem 0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:.2rem .8rem;font-size:.9rem}
.covered{color:var(--good)}.missing{color:var(--bad)}.undeclared{color:var(--odd)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.85rem;margin:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-top:1px solid var(--line)}
td:first-child{font-family:ui-monospace,monospace;min-width:9rem}
td .missing{text-decoration:underline dotted}
code{font-family:ui-monospace,monospace}
`
  .trim()
  .replaceAll('\n', '');
