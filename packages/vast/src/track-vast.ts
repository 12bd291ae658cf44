import type { VastDocument } from './read-vast.ts';
import { renderXml } from './xml.ts';

/**
 * Puts our own reports into somebody else's document, byte for byte as it was otherwise: an `<Impression>` and an `<Error>`
 * in each ad, `<Tracking>` in each linear creative, a `<ClickTracking>`.
 * @param text the text that `document` was read from
 * @param urlOf each URL by its name (`impression`, `error`, `clickTracking`, events of `LINEAR_EVENTS`); '' for none
 */
export function trackVast(text: string, document: VastDocument, urlOf: (name: string) => string): string {
  let result = '';
  let copied = 0;
  for (const { at, drop, insert } of document.places) {
    const ours = renderXml(insert, urlOf);
    // Elements round nothing but URLs that nobody has would change the document for nothing.
    if (!ours.includes('<![CDATA[')) continue;
    result += text.slice(copied, at) + ours;
    copied = at + drop;
  }
  return result + text.slice(copied);
}
