/**
 * The one writer of XML. Markup is made as parts: fixed text, and places for URLs that are known only when an ad goes out.
 * A part is made here and nowhere else, so that nothing gets into a document without being escaped.
 */
export type XmlPart = string | UrlPart;

/** An element that holds nothing but a URL filled in later; it is left out where there is none. */
export interface UrlPart {
  readonly url: string;
  readonly open: string;
  readonly close: string;
}

/** A document or a piece of one. */
export interface Xml {
  readonly parts: readonly XmlPart[];
}

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** What may stand inside an element; undefined and false are nothing. */
export type Child = Xml | undefined | false;

const SPECIAL = /[&<>"']/;
/** All but what XML 1.0 (section 2.2) can hold; halves of characters are among it. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text for an element or an attribute. Characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  const whole = text.replace(IMPOSSIBLE, '');
  if (!SPECIAL.test(whole)) return whole;
  return whole
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text as a CDATA section; an end mark inside the text is split over two sections. */
export function cdata(text: string): string {
  const whole = text.replace(IMPOSSIBLE, '');
  return `<![CDATA[${whole.includes(']]>') ? whole.replaceAll(']]>', ']]]]><![CDATA[>') : whole}]]>`;
}

/** An element with others inside. @param name a name of the VAST schema, never input */
export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Xml {
  const parts: XmlPart[] = [`<${name}${attributesOf(attributes)}>`];
  for (const child of children) if (child) parts.push(...child.parts);
  parts.push(`</${name}>`);
  return { parts: joined(parts) };
}

/** An element with escaped text. */
export function textElement(name: string, text: string, attributes: Attributes = {}): Xml {
  return { parts: [`<${name}${attributesOf(attributes)}>${escapeXml(text)}</${name}>`] };
}

/** An element with text as CDATA: URLs and markup that are known already. */
export function cdataElement(name: string, text: string, attributes: Attributes = {}): Xml {
  return { parts: [`<${name}${attributesOf(attributes)}>${cdata(text)}</${name}>`] };
}

/** An element for a URL that is filled in per ad. @param url the name it is asked for by */
export function urlElement(name: string, url: string, attributes: Attributes = {}): Xml {
  return { parts: [{ url, open: `<${name}${attributesOf(attributes)}>`, close: `</${name}>` }] };
}

/** Several pieces one after the other. */
export function sequence(...pieces: readonly Child[]): Xml {
  return { parts: joined(pieces.flatMap((piece) => (piece ? piece.parts : []))) };
}

/** The text of a document. @param urlOf each URL by its name; '' leaves its element out */
export function renderXml({ parts }: Xml, urlOf: (name: string) => string): string {
  let text = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const url = urlOf(part.url);
    if (url !== '') text += part.open + cdata(url) + part.close;
  }
  return text;
}

function attributesOf(attributes: Attributes): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined) text += ` ${name}="${escapeXml(String(value))}"`;
  return text;
}

function joined(parts: readonly XmlPart[]): readonly XmlPart[] {
  const merged: XmlPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}
