import type { Size } from './bid-request.ts';
import type { DemoDspId } from './strategy.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes text safe inside HTML and XML, attribute values included. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}

const steam =
  '<path d="M0 0c-6-10 6-16 0-26M16 2c-6-10 6-16 0-26M32 0c-6-10 6-16 0-26" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="3" stroke-linecap="round"><animateTransform attributeName="transform" additive="sum" type="translate" values="0 3;0 -3;0 3" dur="4s" repeatCount="indefinite"/></path>';
const cup =
  '<path d="M-8 14h64v26a28 28 0 0 1-28 28h-8a28 28 0 0 1-28-28zM56 22h8a11 11 0 0 1 0 22h-9" fill="#f7efe2" stroke="#f7efe2" stroke-width="3" fill-rule="evenodd"/><path d="M-16 74h80" stroke="#d9b26a" stroke-width="5" stroke-linecap="round"/>';
const wheel =
  '<g><circle r="20" fill="none" stroke="#1d1a26" stroke-width="3"/><path d="M-20 0h40M0-20v40M-14-14l28 28M-14 14l28-28" stroke="#1d1a26" stroke-width="1"/><animateTransform attributeName="transform" additive="sum" type="rotate" from="0" to="360" dur="2.4s" repeatCount="indefinite"/></g>';
const bicycle = `<g transform="translate(22 52)">${wheel}</g><g transform="translate(92 52)">${wheel}</g><path d="M22 52 43 21h37L54 52H22M54 52 41 16M92 52 78 9" fill="none" stroke="#e4572e" stroke-width="4" stroke-linejoin="round"/><path d="M33 14h16M78 9l12-3" stroke="#1d1a26" stroke-width="5" stroke-linecap="round"/>`;

interface Look {
  readonly background: string;
  readonly ink: string;
  /** Its two lines. */
  readonly title: readonly [string, string];
  readonly line: string;
  readonly button: string;
  readonly buttonColors: string;
  readonly picture: string;
}

const looks: Readonly<Record<DemoDspId, Look>> = {
  'demo-dsp-a': {
    background: 'radial-gradient(circle at 78% 20%,#8c5a3c,#4a2c22 60%,#341e19)',
    ink: '#f7efe2',
    title: ['Rain outside.', 'Tea inside.'],
    line: 'Demo Tea, steeped slowly.',
    button: 'Take a seat',
    buttonColors: 'background:#d9b26a;color:#341e19',
    picture: `<g transform="translate(30 40)">${steam}${cup}</g>`,
  },
  'demo-dsp-b': {
    background: 'linear-gradient(#fde8c8 58%,#7fb09c 58%,#4d8572)',
    ink: '#1f3d36',
    title: ['Your city,', '20 km/h'],
    line: 'Demo Bikes: one week free.',
    button: 'Get my bike →',
    buttonColors: 'background:#c2410c;color:#fff',
    picture: `<g transform="translate(0 30)">${bicycle}</g>`,
  },
};

/**
 * A complete HTML document for a banner: inline pictures, no outside resource, one link.
 * `clickUrl` is escaped here.
 */
export function bannerMarkup(dsp: DemoDspId, options: { size: Size; clickUrl: string }): string {
  const look = looks[dsp];
  const { w, h } = options.size;
  const wide = w / h > 3;
  const picture = `<svg viewBox="0 0 118 118" width="${wide ? h : 112}" height="${wide ? h : 112}" aria-hidden="true">${look.picture}</svg>`;
  const layout = wide
    ? `flex-direction:row;align-items:center;gap:8px;padding:0 10px 0 4px`
    : `flex-direction:column;justify-content:space-between;padding:18px`;
  // A strip has room for the title's two lines and nothing else.
  const title = `<strong style="display:block;font-size:${wide ? 13 : 24}px;line-height:1.2">${look.title.join('<br>')}</strong>`;
  const line = wide
    ? ''
    : `<span style="display:block;font-size:14px;margin-top:6px;opacity:.9">${look.line}</span>`;
  const button = `<span style="${look.buttonColors};border-radius:99px;padding:${wide ? '6px 10px' : '9px 16px'};font-size:${wide ? 11 : 14}px;font-weight:600;white-space:nowrap">${look.button}</span>`;
  const mark = `<span style="position:absolute;right:5px;bottom:3px;font-size:9px;opacity:.85">Ad · ${dsp}</span>`;
  const content = wide
    ? `${picture}<span style="flex:1">${title}${line}</span>${button}`
    : `<span>${title}${line}</span><span style="display:flex;align-items:end;justify-content:space-between">${button}${picture}</span>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Advertisement</title><style>html,body{margin:0}a:focus-visible{outline:3px solid #2563eb;outline-offset:-4px}@media(prefers-reduced-motion:reduce){svg *{animation:none}}</style></head><body><a href="${escapeMarkup(options.clickUrl)}" target="_blank" rel="noopener sponsored" style="position:relative;box-sizing:border-box;display:flex;${layout};width:${w}px;height:${h}px;overflow:hidden;background:${look.background};color:${look.ink};font-family:system-ui,sans-serif;text-decoration:none">${content}${wide ? '' : mark}</a></body></html>`;
}
