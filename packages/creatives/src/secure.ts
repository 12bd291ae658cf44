import type { CreativeInput } from '@jianchat/snapshot';

/** Names of XML vocabularies look like addresses; nobody fetches them. */
const NAMES = ['http://www.w3.org/', 'http://www.iab.com/', 'http://www.iab.net/'];

/**
 * Whether markup fetches over plain http, which browsers refuse on pages of https. Where a link leads (`<a href>`, VAST's
 * `<ClickThrough>`) is no fetch. Linear:
 * each address is looked at once, with the tag that it stands in.
 */
export function fetchesPlainly(markup: string): boolean {
  const text = markup.toLowerCase();
  for (const at of plainAddresses(text))
    if (!NAMES.some((name) => text.startsWith(name, at)) && !isLink(text, at)) return true;
  return false;
}

/** Where plain addresses begin. Each of the two ways to write one is looked for from its last place on: not anew to the end of the text. */
function* plainAddresses(text: string): Generator<number> {
  let open = text.indexOf(OPEN);
  let encoded = text.indexOf(ENCODED);
  while (open >= 0 || encoded >= 0)
    if (encoded < 0 || (open >= 0 && open < encoded)) {
      yield open;
      open = text.indexOf(OPEN, open + OPEN.length);
    } else {
      yield encoded;
      encoded = text.indexOf(ENCODED, encoded + ENCODED.length);
    }
}

const OPEN = 'http://';
const ENCODED = 'http%3a';

/** What a tag of a link may hold before its address; a longer one is taken for no link. */
const TAG_MAX = 2_000;
const CDATA = '<![cdata[';

function isLink(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - TAG_MAX), at);
  const cdata = before.endsWith(CDATA) ? before.slice(0, -CDATA.length) : before;
  const tag = cdata.slice(cdata.lastIndexOf('<'));
  if (/^<a\s/.test(tag)) return /\shref\s*=\s*["']?$/.test(tag.slice(-16));
  return /^<[a-z]{0,9}clickthrough[^a-z]/.test(tag) && tag.trimEnd().endsWith('>');
}

/** Whether a direct creative may be shown on a page of https: nothing in it is fetched over plain http. */
export function isSecureCreative(creative: CreativeInput): boolean {
  // The platform's redirect stands before it: a browser never fetches it into the page.
  const { clickUrl: _clickUrl, ...content } = creative;
  return !plainIn(content);
}

/** Members that say where a click leads, and nothing that is fetched. */
const LINKS: ReadonlySet<string> = new Set(['privacyUrl', 'alt', 'name', 'title']);

function plainIn(value: unknown): boolean {
  if (typeof value === 'string') return fetchesPlainly(value);
  if (Array.isArray(value)) return value.some(plainIn);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, member]) => !LINKS.has(name) && plainIn(member));
}
