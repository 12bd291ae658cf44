/** What the page's player needs of a VAST document: the first linear InLine ad. */
export interface VastAd {
  readonly title: string;
  readonly files: readonly { readonly url: string; readonly mime: string }[];
  readonly impressionUrls: readonly string[];
  readonly errorUrls: readonly string[];
  /** URLs by tracking event, e.g. `start`. */
  readonly tracking: Readonly<Record<string, readonly string[]>>;
  readonly clickUrl: string | undefined;
  readonly clickTrackingUrls: readonly string[];
  /** A still picture from a companion, for when no file can be played. */
  readonly posterUrl: string | undefined;
}

/**
 * Reads a VAST 2 to 4 document. Undefined when it is not one or holds no InLine ad: this player follows no wrappers,
 * and no URL that is not http(s) or of the page's own origin gets out of here.
 */
export function readVast(xml: string, baseUrl: string): VastAd | undefined {
  const vast = new DOMParser().parseFromString(xml, 'text/xml');
  const inline = vast.querySelector('VAST > Ad > InLine');
  if (vast.querySelector('parsererror') || !inline) return undefined;
  const linear = inline.querySelector('Creatives > Creative > Linear');
  const urls = (selector: string) => urlsOf(inline.querySelectorAll(selector), baseUrl);
  const tracking: Record<string, string[]> = {};
  for (const node of linear?.querySelectorAll('TrackingEvents > Tracking') ?? []) {
    const event = node.getAttribute('event') ?? '';
    tracking[event] = [...(tracking[event] ?? []), ...urlsOf([node], baseUrl)];
  }
  return {
    title: inline.querySelector('AdTitle')?.textContent?.trim() ?? '',
    files: [...(linear?.querySelectorAll('MediaFiles > MediaFile') ?? [])].flatMap((file) => {
      const [url] = urlsOf([file], baseUrl);
      return url === undefined ? [] : [{ url, mime: file.getAttribute('type') ?? '' }];
    }),
    impressionUrls: urls(':scope > Impression'),
    errorUrls: urls(':scope > Error'),
    tracking,
    clickUrl: urls('Linear > VideoClicks > ClickThrough')[0],
    clickTrackingUrls: urls('Linear > VideoClicks > ClickTracking'),
    posterUrl: urls('CompanionAds > Companion > StaticResource')[0],
  };
}

function urlsOf(nodes: Iterable<Element>, baseUrl: string): string[] {
  return [...nodes].flatMap((node) => {
    const url = URL.parse(node.textContent?.trim() ?? '', baseUrl);
    return url && /^https?:$/.test(url.protocol) && node.textContent?.trim() ? [url.href] : [];
  });
}
