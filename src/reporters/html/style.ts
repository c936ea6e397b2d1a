/** How the page looks: light, dark, on paper, in a narrow window. */

/** Colours of models and of parts of prompts: pale under dark letters, or dark under pale ones. */
const light = { tone0: '#a9cdfb', tone1: '#fbc98d', tone2: '#a6e0c0', tone3: '#f2b3cd', tone4: '#cdbdf6', tone5: '#efe08a', tone6: '#a3dde6', tone7: '#d3d8de' };
const dark = { tone0: '#2a5aa3', tone1: '#8a5613', tone2: '#1e7350', tone3: '#8b3a62', tone4: '#5a479c', tone5: '#6f641b', tone6: '#1c6a7a', tone7: '#4a515a' };

const variables = (tones: { readonly [name: string]: string }): string => Object.entries(tones).map(([name, value]) => `--${name}:${value}`).join(';');

/** The whole style sheet. */
export const style = `
:root{color-scheme:light;--page:#fff;--card:#f6f8fa;--line:#d8dee4;--text:#1f2328;--soft:#59636e;--accent:#0b57d0;--good:#1a7f37;--bad:#b3261e;--warn:#8a5300;${variables(light)}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--page:#0d1117;--card:#161b22;--line:#30363d;--text:#e6edf3;--soft:#9aa4af;--accent:#79b0ff;--good:#4ec26b;--bad:#ff8a80;--warn:#e3a53a;${variables(dark)}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
header,main,footer{max-width:1200px;margin:0 auto;padding:0 24px}
header{padding-top:28px}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
h2{font-size:18px;margin:44px 0 4px;padding-top:12px;border-top:1px solid var(--line)}
h3{font-size:15px;margin:26px 0 4px}
p{margin:4px 0 12px;max-width:90ch}
.soft{color:var(--soft)}
a{color:var(--accent)}
a:focus-visible,button:focus-visible,input:focus-visible,.wide:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
nav ul{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:12px 0 0;padding:0}
.skip{position:absolute;left:-999px}
.skip:focus{left:16px;top:8px;background:var(--page);padding:4px 8px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(168px,1fr));gap:12px;margin:20px 0 12px;padding:0}
.cards>div{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 16px}
.cards dt{color:var(--soft);font-size:13px}
.cards dd{margin:0}
.cards .figure{font-size:26px;line-height:1.3;font-weight:650;letter-spacing:-.01em}
.cards .note{color:var(--soft);font-size:12.5px;line-height:1.4}
.good{color:var(--good)}
.bad{color:var(--bad)}
.warn{color:var(--warn)}
.notice{border-left:3px solid var(--warn);background:var(--card);padding:8px 14px;margin:12px 0;border-radius:0 6px 6px 0}
.notice p,.notice ul{margin:2px 0}
figure{margin:12px 0}
figcaption,caption{color:var(--soft);font-size:13px;text-align:left;padding:0 0 6px;caption-side:top}
.wide{overflow-x:auto}
svg{display:block}
.key{display:inline-block;vertical-align:-1px;margin-left:6px}
svg text{fill:var(--text);font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.map{width:100%;min-width:760px;height:auto}
.map .file{fill:var(--card);stroke:var(--line)}
.map .head{font-weight:600}
.map .small{font-size:11px}
.map g:hover>rect:not(.file){opacity:.8}
.tone0{fill:var(--tone0)}.tone1{fill:var(--tone1)}.tone2{fill:var(--tone2)}.tone3{fill:var(--tone3)}.tone4{fill:var(--tone4)}.tone5{fill:var(--tone5)}.tone6{fill:var(--tone6)}.tone7{fill:var(--tone7)}
.saved{fill:var(--tone2)}
.now{fill:var(--tone7)}
.hole{fill:none;stroke:var(--soft);stroke-dasharray:2 2}
.cached{fill:var(--good)}
.could{fill:none;stroke:var(--good);stroke-dasharray:4 2}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;margin:6px 0;padding:0;font-size:13px;color:var(--soft)}
.legend li{display:flex;align-items:center;gap:6px}
table{border-collapse:collapse;width:100%;font-size:13.5px}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);unicode-bidi:isolate}
thead th{font-weight:600;color:var(--soft);white-space:nowrap}
thead th,thead td{border-bottom-color:var(--soft)}
tbody th{font-weight:400}
.n{text-align:right;white-space:nowrap}
.fixed{white-space:nowrap}
th.n,td.n{padding-right:14px}
.bar{width:38%;min-width:150px}
.strip{width:46%;min-width:280px}
.bar svg,.strip svg{width:100%}
.bar svg{height:16px;margin-top:3px}
code,.path{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:12.5px;overflow-wrap:anywhere;unicode-bidi:isolate}
.under{display:block;color:var(--soft);font-size:12.5px;overflow-wrap:anywhere}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;white-space:nowrap}
th button::after{content:"↕";opacity:.45;margin-left:4px}
th[aria-sort=ascending] button::after{content:"↑";opacity:1}
th[aria-sort=descending] button::after{content:"↓";opacity:1}
.filter{display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin:10px 0}
.filter input{font:inherit;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:6px;padding:4px 10px;width:280px;max-width:100%}
.filter output{color:var(--soft);font-size:13px}
footer{color:var(--soft);font-size:13px;padding-top:32px;padding-bottom:40px}
@media (max-width:640px){header,main,footer{padding-left:14px;padding-right:14px}}
@media print{
@page{margin:14mm}
body{font-size:10.5pt}
header,main,footer{max-width:none;padding:0}
nav,.filter,.skip{display:none}
th button::after{content:none}
h2,h3{break-after:avoid}
figure,tr,.cards>div,.notice{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
.map{min-width:0}
svg,.cards>div{print-color-adjust:exact;-webkit-print-color-adjust:exact}
table{font-size:8.5pt}
code,.path,.under{font-size:7.5pt}
td,th{padding:3px 6px 3px 0}
.bar{width:22%;min-width:0}
.strip{width:40%;min-width:0}
.bar svg{height:10px}
caption,thead{break-after:avoid}
.cards{grid-template-columns:repeat(3,1fr)}
}
`;
