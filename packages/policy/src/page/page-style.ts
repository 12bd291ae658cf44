/**
 * The style of every public policy page: a readable measure, a contents rail beside the text, both colour schemes, tables
 * that become cards on small screens, and print with everything unfolded. System fonts only, nothing is fetched.
 */
export const PAGE_STYLE = `
:root{color-scheme:light dark;
--ink:light-dark(#17211f,#e4e9e8);--soft:light-dark(#54625f,#9caaa7);--line:light-dark(#dfe5e3,#2c3634);--paper:light-dark(#fff,#121716);
--ground:light-dark(#f5f8f7,#0d1110);--tint:light-dark(#f1f5f4,#1a2120);--accent:light-dark(#0f766e,#5eead4);--mark:light-dark(#0f766e,#14857b);
--good:light-dark(#0a7a50,#57cf9d);--ask:light-dark(#8a5200,#f0b866);--no:light-dark(#a1282c,#ff9b9e);--cool:light-dark(#2b5fa8,#8ab8ff);
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
*{box-sizing:border-box}
html{scroll-padding-top:1.25rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.65 Inter,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC","Helvetica Neue",Arial,sans-serif;-webkit-font-smoothing:antialiased;text-rendering:optimizeLegibility}
:lang(zh){line-break:strict;text-autospace:normal}
h1,h2,h3,h4{line-height:1.25;text-wrap:balance;font-weight:650;letter-spacing:-.012em}
:lang(zh) :is(h1,h2,h3,h4){letter-spacing:0}
h1{font-size:clamp(2.1rem,1.4rem + 3vw,3.3rem);line-height:1.08;margin:0 0 1rem;letter-spacing:-.03em}
h2{font-size:1.7rem;margin:0 0 .75rem}
h3{font-size:1.15rem;margin:2.25rem 0 .5rem}
h4{font-size:1rem;margin:1.5rem 0 .25rem}
p,ul,ol,dl{max-width:44rem;margin:0 0 1rem;text-wrap:pretty}
li{margin:.3rem 0}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:.07em}
a:hover{text-decoration-thickness:.14em}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:.2rem}
small,.soft{color:var(--soft)}
code{font:.82em/1.5 var(--mono);overflow-wrap:anywhere}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:1rem;z-index:2;background:var(--paper);padding:.5rem 1rem;border-radius:.5rem;border:2px solid var(--accent)}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

.top{background:linear-gradient(var(--ground),var(--paper));border-bottom:1px solid var(--line)}
.top>*,.shell,footer{max-width:82rem;margin-inline:auto;padding-inline:clamp(1.1rem,4vw,2.5rem)}
.bar{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem 1.5rem;padding-block:1.1rem;font-size:.9rem}
.brand{display:flex;align-items:center;gap:.55rem;font-weight:650;font-size:1.05rem;color:var(--ink);text-decoration:none;letter-spacing:-.01em}
.brand svg{width:1.5rem;height:1.5rem;flex:none}
.bar nav{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin-inline-start:auto}
.bar a:not(.brand){color:var(--soft);text-decoration:none;padding-block:.3rem}
.bar a:not(.brand):hover{color:var(--ink)}
.bar a[aria-current]{color:var(--ink);font-weight:600;box-shadow:0 2px var(--mark)}
.bar .lang{border:1px solid var(--line);border-radius:99rem;padding:.2rem .8rem!important}
.title{padding-block:clamp(1.5rem,5vw,3.5rem) clamp(1.5rem,4vw,2.75rem)}
.lede{font-size:1.16rem;line-height:1.6;max-width:46rem;color:var(--ink)}
.facts{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;max-width:none;margin:1.75rem 0 0}
.facts dt{font-size:.78rem;color:var(--soft);margin:0;font-weight:400}
.facts dd{margin:0;font-weight:600}
.notice{border:1px solid var(--ask);color:var(--ask);border-radius:.6rem;padding:.5rem .9rem;display:inline-block;font-weight:600}

.shell{display:grid;grid-template-columns:minmax(0,1fr);gap:0 3.5rem;padding-top:2rem;padding-bottom:3rem}
.rail{font-size:.9rem;background:var(--tint);border-radius:.8rem;padding:1rem 1.2rem;margin-bottom:1.5rem;align-self:start}
.rail strong{font-size:.78rem;font-weight:600;color:var(--soft)}
.rail ol{list-style:none;margin:.5rem 0 0;padding:0;max-width:none}
.rail>ol{columns:2;column-gap:1.5rem}
.rail li{margin:0;break-inside:avoid}
.rail a{display:block;color:var(--soft);text-decoration:none;padding:.22rem 0;line-height:1.4}
.rail a:hover{color:var(--ink)}
.rail ol ol{display:flex;flex-wrap:wrap;gap:0 .7rem;margin:0 0 .35rem}
.rail ol ol a{font-size:.78rem;font-variant-numeric:tabular-nums;padding:.1rem 0}
@media (min-width:64rem){
.shell{grid-template-columns:14.5rem minmax(0,1fr);padding-top:2.75rem}
.rail{position:sticky;top:0;max-height:100vh;overflow:auto;background:none;padding:.25rem 0 2rem;scroll-target-group:auto;scrollbar-width:thin}
.rail>ol{columns:1;border-inline-start:1px solid var(--line);margin-top:.75rem}
.rail>ol>li>a{padding-inline-start:1rem;margin-inline-start:-1px;border-inline-start:2px solid transparent}
.rail a:target-current{color:var(--ink);font-weight:600;border-color:var(--mark)}
.rail ol ol{padding-inline-start:1rem}
}
main .facts{margin:.75rem 0 1.25rem}
.facts small{display:block;max-width:30rem;font-weight:400}
.drawers+p{margin-top:1rem}
main li,main dd{overflow-wrap:anywhere}
main>section{padding-top:3rem;margin-top:3rem;border-top:1px solid var(--line)}
main>section:first-child{padding-top:0;margin-top:0;border:0}
.note{background:var(--tint);border-inline-start:3px solid var(--mark);padding:.8rem 1.1rem;border-radius:0 .6rem .6rem 0;margin-block:1.5rem}

.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(11.5rem,calc(50% - .4rem)),1fr));gap:.75rem;margin:1.25rem 0;padding:0;max-width:none;list-style:none}
.tiles li{background:var(--tint);border-radius:.8rem;padding:.9rem 1.1rem;margin:0;display:flex;flex-direction:column}
.tiles b{font-size:1.65rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums;letter-spacing:-.02em}
.tiles b.few{font-size:1.05rem;line-height:1.9;font-weight:600}
.tiles span{font-size:.85rem;color:var(--soft);line-height:1.4}
.share{display:flex;height:.8rem;border-radius:99rem;overflow:hidden;background:var(--tint);gap:2px;margin:1.25rem 0 .6rem}
.share i{display:block;min-width:3px}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;font-size:.88rem;list-style:none;padding:0;max-width:none}
.legend li{margin:0}
.legend i{display:inline-block;width:.7rem;height:.7rem;border-radius:.2rem;margin-inline-end:.45rem}
.kept{background:light-dark(#17917f,#2dbfa8)}.shortened{background:light-dark(#5b8def,#7fa8f5)}.hashed{background:light-dark(#9a7ad6,#b89cf0)}.dropped{background:light-dark(#c9d2cf,#4a5653)}

table{width:100%;border-collapse:collapse;font-size:.875rem;line-height:1.5;margin:1rem 0 1.5rem}
th,td{text-align:start;vertical-align:top;padding:.6rem .75rem .6rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--soft);font-weight:600;font-size:.78rem;vertical-align:bottom;border-bottom-color:var(--soft)}
tbody th{font-weight:600;min-width:8.5rem}
td.number,th.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
tr:target{background:var(--tint)}
.id{font:600 .78rem/1.6 var(--mono);color:var(--soft);text-decoration:none;white-space:nowrap}
a.id:hover{color:var(--accent);text-decoration:underline}
details{margin:.25rem 0}
summary{cursor:pointer;color:var(--soft);font-size:.8rem;font-weight:400;width:fit-content;max-width:100%;border-radius:.3rem}
summary:hover{color:var(--accent)}
details code{display:inline-block;background:var(--tint);border-radius:.3rem;padding:0 .35rem;margin:.12rem 0;font-weight:400}
details ul{margin:.25rem 0;padding-inline-start:1.1rem}
.rows{border:1px solid var(--line);border-radius:.7rem;margin:.75rem 0;background:var(--paper)}
.drawers{border:1px solid var(--line);border-radius:.8rem;margin:1rem 0 0;overflow:clip}
.drawers .rows{border:0;border-radius:0;margin:0}
.drawers .rows+.rows{border-top:1px solid var(--line)}
.drawers:empty{display:none}
.drawers summary:focus-visible{outline-offset:-3px}
.rows>summary{width:auto;padding:.65rem 1rem;font-size:.9rem;color:var(--ink);font-weight:500}
.rows[open]>summary{border-bottom:1px solid var(--line)}
.rows>summary small{margin-inline-start:.4rem;font-variant-numeric:tabular-nums}
.rows>:not(summary){margin-inline:1rem;width:calc(100% - 2rem)}
.marks span:not(:last-child)::after{content:" ·";color:var(--soft)}
.chip{background:var(--tint);border-radius:99rem;display:inline-flex;align-items:center;gap:.45rem;font-size:.8rem;font-weight:600;padding:.1rem .7rem;white-space:nowrap}
.state{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem .9rem;margin:0;font-size:.88rem;color:var(--soft)}
.state b{font-weight:600}
.state .share{flex:1 1 100%;max-width:26rem;height:.45rem;margin:0}
td .share{height:.45rem;margin:.5rem 0 .35rem;max-width:9rem}
.never-kinds{list-style:none;padding:0;max-width:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:.6rem;margin:1.25rem 0}
.never-kinds li{display:flex;flex-direction:column;border:1px solid var(--line);border-inline-start:3px solid var(--no);border-radius:.6rem;padding:.65rem .9rem;margin:0}
.never-kinds b{font-weight:600;line-height:1.35}
.never-kinds small{font-size:.76rem;line-height:1.5}
.planned{display:inline-block;border:1px dashed var(--line);border-radius:99rem;padding:0 .5rem;font-weight:400}
.countries{display:block;letter-spacing:.02em}
ul.plain{list-style:none;padding:0}
.plain li{margin:.6rem 0}
.chip::before{content:"";width:.5rem;height:.5rem;border-radius:50%;background:currentColor}
dt{font-weight:600;margin-top:.75rem}
dd{margin:0}
.good,.legitimateInterest,.contract,.optOut{color:var(--good)}
.ask,.consent,.separateConsent{color:var(--ask)}
.no,.never{color:var(--no)}
.basis{font-weight:600;font-size:.82rem}
h2 .chip{vertical-align:.35em;margin-inline-start:.5rem;letter-spacing:0}
.widening{color:var(--ask);font-weight:600}.narrowing{color:var(--good);font-weight:600}.editorial,.none{color:var(--soft);font-weight:600}
.changes{padding:.25rem 0 .75rem;max-width:none}
.changes li{padding:.5rem 0;border-bottom:1px solid var(--line);margin:0;font-size:.92rem}
.changes li:last-child{border:0}
.changes small:first-child{display:inline-block;min-width:6.5rem}
del,ins{text-decoration:none;padding:0 .3rem;border-radius:.25rem;box-decoration-break:clone;-webkit-box-decoration-break:clone;overflow-wrap:anywhere}
del{background:light-dark(#fde8e8,#3b1d1f);color:light-dark(#7c1d20,#ffc9cb)}
del::before{content:"− "}
ins{background:light-dark(#e3f6ee,#12332a);color:light-dark(#0b5a3d,#a9ecd2)}
ins::before{content:"+ "}
.clause{border-top:1px solid var(--line);padding-top:1.5rem;margin-top:1.75rem;display:grid;grid-template-columns:3.2rem minmax(0,1fr);gap:0 .75rem}
.clause>.id{font-size:1rem;padding-top:.1rem}
.clause h3{margin-top:0}
.clause:target{box-shadow:inset 3px 0 var(--mark);padding-inline-start:1rem;margin-inline-start:-1rem}
.clause:target>.id{color:var(--accent)}
.evidence{font-size:.9rem;margin:.5rem 0}
footer{border-top:1px solid var(--line);padding-block:2rem 3rem;color:var(--soft);font-size:.88rem;display:flex;flex-wrap:wrap;gap:.4rem 1.75rem}
footer p{margin:0;max-width:none}

@media (max-width:47.99rem){
.bar nav{order:3;flex-basis:100%;margin:0}
.bar .lang{margin-inline-start:auto}
.rail>ol{columns:1}
.clause{grid-template-columns:minmax(0,1fr)}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody{display:block}
tr{display:block;border:1px solid var(--line);border-radius:.7rem;margin:.7rem 0;padding:.45rem .15rem}
th,td,td.number{display:block;border:0;padding:.25rem .85rem;text-align:start}
td{display:grid;grid-template-columns:minmax(5rem,32%) minmax(0,1fr);gap:0 .7rem}
td::before{content:attr(data-label);color:var(--soft);font-size:.76rem;padding-top:.1rem}
.drawers table{margin-block:.4rem}
.rows>:not(summary){margin-inline:.6rem;width:calc(100% - 1.2rem)}
}
@media print{
:root{color-scheme:light}
@page{margin:18mm}
body{font-size:9.5pt}
.top{background:none}.rail,.bar nav,.lang,.skip,summary{display:none!important}
.shell{display:block}
details::details-content{content-visibility:visible;block-size:auto;display:block}
.rows{border:0}
h2,h3{break-after:avoid}tr,.clause{break-inside:avoid}
a{color:inherit;text-decoration:none}
}
`;
