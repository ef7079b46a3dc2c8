/** The style of the coverage page within the console's frame. No state is shown by color alone. */
export const COVERAGE_STYLE = `
h2{font-size:13px;font-weight:650;margin:var(--s5) 0 var(--s2)}
main p{margin:var(--s1) 0}
.shares{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:var(--s3);margin:var(--s4) 0}
.shares>div{border:1px solid var(--line);border-radius:var(--radius-large);background:var(--surface);padding:var(--s3)}
.shares dt{color:var(--muted);font-size:var(--small)}
.shares dd{margin:0;font-size:20px;font-weight:650;line-height:1.3}
.shares dd small{font-size:var(--size)}.shares .of{color:var(--muted);font-size:var(--small);font-weight:400}
meter{width:100%;height:6px;border:0;border-radius:3px;background:var(--sunken)}
meter::-webkit-meter-bar{height:6px;border:0;border-radius:3px;background:var(--sunken)}
meter::-webkit-meter-optimum-value{border-radius:3px;background:var(--accent)}
meter::-moz-meter-bar{background:var(--accent)}
details{border:1px solid var(--line);border-radius:var(--radius);background:var(--surface);margin:var(--s1) 0;padding:var(--s1) var(--s3)}
summary{cursor:pointer;display:flex;gap:var(--s2);align-items:baseline;flex-wrap:wrap}
.method{font:600 var(--code) var(--mono);min-width:54px;color:var(--muted)}
.path{flex:1 1 190px;font-family:var(--mono);font-size:var(--code);overflow-wrap:anywhere}
.figures{display:flex;gap:var(--s2);align-items:center}.figures meter{width:80px}
.cells{list-style:none;padding:0;margin:var(--s2) 0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,320px),1fr));gap:2px var(--s3)}
.covered{color:var(--good)}.missing{color:var(--bad)}.undeclared{color:var(--warn)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:var(--code);margin:var(--s2) 0}
th,td{text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-top:1px solid var(--line)}
td:first-child{font-family:var(--mono);min-width:9rem}
td .missing{text-decoration:underline dotted}
code{font-family:var(--mono);font-size:var(--code)}
`;
