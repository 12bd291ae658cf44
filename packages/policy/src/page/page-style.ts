/** The page's whole style: readable measure, both colour schemes, tables that become cards on small screens, and print. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6676;--line:#dfe4ea;--paper:#fff;--tint:#f4f7fb;--accent:#0b62c4;--good:#0a7a50;--ask:#9a5b00;--no:#a1282c}
@media (prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa7b8;--line:#2c3542;--paper:#12171f;--tint:#1a212c;--accent:#78b4ff;--good:#57cf9d;--ask:#f0b866;--no:#ff9b9e}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
main,header,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:3rem}
h1{font-size:clamp(2rem,5vw,3rem);line-height:1.15;margin:0 0 .5rem;letter-spacing:-.02em}
h2{margin:3.5rem 0 .75rem;font-size:1.6rem;line-height:1.25;scroll-margin-top:1rem}
h3{margin:2rem 0 .5rem;font-size:1.1rem}
p,ul,dl{max-width:46rem}
a{color:var(--accent)}
small,.meta{color:var(--soft)}
.meta{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 1.5rem;max-width:none}
.meta code{font-size:.8rem;word-break:break-all}
.lang{float:right;border:1px solid var(--line);border-radius:999px;padding:.25rem .9rem;text-decoration:none}
nav{background:var(--tint);border-radius:.75rem;padding:1rem 1.25rem;margin:2rem 0}
nav ol{columns:2;margin:.25rem 0 0;padding-left:1.25rem}
.note{background:var(--tint);border-left:3px solid var(--accent);padding:.75rem 1rem;border-radius:0 .5rem .5rem 0}
.notice{border:1px solid var(--ask);color:var(--ask);border-radius:.5rem;padding:.5rem .9rem;display:inline-block}
table{width:100%;border-collapse:collapse;font-size:.9rem;margin:1rem 0}
th,td{text-align:start;vertical-align:top;padding:.55rem .6rem;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;font-size:.8rem}
tbody th{font-weight:600;min-width:9rem}
abbr{font-variant-numeric:tabular-nums;color:var(--soft)}
code{font:.8em ui-monospace,SFMono-Regular,Menlo,monospace}
details{font-weight:400;margin-top:.2rem}
summary{cursor:pointer;color:var(--soft);font-size:.8rem}
details code{display:inline-block;background:var(--tint);border-radius:.25rem;padding:0 .3rem;margin:.1rem 0}
details ul{margin:.25rem 0;padding-left:1.1rem}
.marks{display:flex;flex-wrap:wrap;gap:.25rem}
.marks span{background:var(--tint);border-radius:999px;padding:.05rem .6rem;white-space:normal}
dt{font-weight:600;margin-top:.75rem}
dd{margin:0}
.basis{font-weight:600}
.legitimateInterest,.contract,.optOut{color:var(--good)}
.consent,.separateConsent{color:var(--ask)}
.never{color:var(--no)}
footer{padding:3rem 1.25rem;color:var(--soft);font-size:.85rem}
@media (max-width:44rem){nav ol{columns:1}thead{position:absolute;clip-path:inset(50%)}tr{display:block;border:1px solid var(--line);border-radius:.6rem;margin:.6rem 0;padding:.35rem .2rem}th,td{display:block;border:0;padding:.25rem .7rem}td::before{content:attr(data-label);display:block;color:var(--soft);font-size:.75rem}}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--tint:#fff;--accent:#000}nav,.lang{display:none}body{font-size:10pt}h2{break-after:avoid}tr{break-inside:avoid}details>*{display:revert}}
`;
