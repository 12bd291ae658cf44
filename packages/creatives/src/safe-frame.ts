/** How a document for one ad is closed in. */
export interface FrameRules {
  readonly w: number;
  readonly h: number;
  /** Hosts that may be fetched from; undefined for any over https. */
  readonly hosts?: readonly string[] | undefined;
  /** Whether the page itself is one of http: then the creative may fetch as its page does. */
  readonly plain?: boolean | undefined;
  /** Whether scripts run; they can't reach the page whatever they do. */
  readonly scripts: boolean;
}

/**
 * What the frame is allowed (HTML, `sandbox`): scripts of an origin of its own, new windows by a person's click, and nothing else. No
 * same origin and so no cookies or storage, no forms, no downloads, no way to move the page.
 */
export function sandboxOf({ scripts }: Pick<FrameRules, 'scripts'>): string {
  const own = 'allow-popups allow-popups-to-escape-sandbox';
  return scripts ? `allow-scripts ${own}` : own;
}

/** The document's Content Security Policy: pictures, media, styles and scripts of the hosts named, frames and plugins of nobody. */
export function frameCsp({
  hosts,
  plain = false,
  scripts,
}: Pick<FrameRules, 'hosts' | 'plain' | 'scripts'>): string {
  const schemes = plain ? ['https:', 'http:'] : ['https:'];
  const from = schemes.flatMap((scheme) => hosts?.map((host) => `${scheme}//${host}`) ?? [scheme]).join(' ');
  const sources = `${from} data:`.trim();
  return [
    "default-src 'none'",
    `img-src ${sources}`,
    `media-src ${sources}`,
    `font-src ${sources}`,
    `style-src 'unsafe-inline' ${from}`.trim(),
    scripts ? `script-src 'unsafe-inline' ${from}`.trim() : "script-src 'none'",
    `connect-src ${from || "'none'"}`,
    `frame-src ${from || "'none'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/**
 * A document of its own for an ad's markup, closed in by its Content Security Policy. Put it into `srcdoc` of a frame with the sandbox
 * of `sandboxOf`. Messages to the page go through `$sf.ext` (SafeFrame 1.1's names): its size, how much of it is in view, and a wish
 * to close; the page answers them.
 */
export function frameDocument(markup: string, rules: FrameRules): string {
  const { w, h, scripts } = rules;
  const csp = `<meta http-equiv="Content-Security-Policy" content="${frameCsp(rules)}">`;
  const style = `<style>html,body{margin:0;width:${w}px;height:${h}px;overflow:hidden}</style>`;
  const bridge = scripts ? `<script>${FRAME_BRIDGE}</script>` : '';
  return `<!doctype html><html><head><meta charset="utf-8">${csp}<base target="_blank">${style}${bridge}</head><body>${markup}</body></html>`;
}

/** Inside the frame: what SafeFrame 1.1 calls the external party's API, as far as it needs no right on the page. */
const FRAME_BRIDGE =
  "(()=>{let g={inViewPercentage:0,winHasFocus:true};const l=[];addEventListener('message',e=>{if(e.source===parent&&e.data&&e.data.safeFrame==='geometry'){g=e.data;for(const f of l)f('geom-update',g)}});" +
  "window.$sf={ext:{register:(w,h,f)=>{if(typeof f==='function')l.push(f)},supports:()=>({'exp-ovr':0,'exp-push':0,'read-cookie':0,'write-cookie':0}),geom:()=>g,inViewPercentage:()=>g.inViewPercentage,winHasFocus:()=>g.winHasFocus,status:()=>'collapsed',collapse(){},expand(){}," +
  "close:()=>parent.postMessage({safeFrame:'close'},'*')}}})()";
