import type { AdFormat } from '@jianchat/events';

/**
 * Puts the signed impression URL into a bidder's markup: a pixel behind a banner, an `<Impression>` in a VAST document.
 * Native and audio without VAST are left as they are: their clients fire `ext.prebid.events.imp`.
 */
export function placeImpression(
  adm: string,
  { format, impressionUrl }: { format: AdFormat; impressionUrl: string },
): string {
  if (format === 'native') return adm;
  if (format !== 'banner') return intoVast(adm, impressionUrl);
  const src = impressionUrl.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `${adm}<img src="${src}" width="1" height="1" alt="" style="position:absolute;border:0">`;
}

const ADS_MAX = 10;

/**
 * An `<Impression>` in each ad's InLine or Wrapper, beside the bidder's own where it has one, because the schema orders
 * elements. Plain search, no parser, bounded; what is no VAST stays as it is.
 */
function intoVast(adm: string, impressionUrl: string): string {
  const tag = `<Impression><![CDATA[${impressionUrl}]]></Impression>`;
  let result = '';
  let copied = 0;
  let container = nextContainer(adm, 0);
  for (let ads = 0; ads < ADS_MAX && container >= 0; ads++) {
    const end = adm.indexOf('>', container);
    if (end < 0) break;
    const following = nextContainer(adm, end);
    if (adm.charAt(end - 1) !== '/') {
      const own = adm.indexOf('<Impression', end);
      const insertAt = own >= 0 && (following < 0 || own < following) ? own : end + 1;
      result += adm.slice(copied, insertAt) + tag;
      copied = insertAt;
    }
    container = following;
  }
  return result + adm.slice(copied);
}

function nextContainer(adm: string, from: number): number {
  const inline = adm.indexOf('<InLine', from);
  const wrapper = adm.indexOf('<Wrapper', from);
  if (inline < 0) return wrapper;
  return wrapper < 0 ? inline : Math.min(inline, wrapper);
}
