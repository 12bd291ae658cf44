import type { AdUrls } from '@jianchat/auction';
import type { CreativeInput } from '@jianchat/snapshot';
import { escapeMarkup } from './escape.ts';

export type BannerCreative = Extract<CreativeInput, { kind: 'banner' }>;

const CLICK_MARK = '{{click}}';

/**
 * Prepares a banner once per snapshot. In the markup `{{click}}` becomes the click redirect; markup without it is
 * wrapped in a link. The impression pixel comes last, so that it counts what has begun to render.
 */
export function compileBanner(creative: BannerCreative): (urls: AdUrls) => string {
  const parts = creative.html.split(CLICK_MARK);
  return (urls) => {
    const click = escapeMarkup(urls.click);
    const ad =
      parts.length === 1
        ? `<a href="${click}" target="_blank" rel="noopener">${creative.html}</a>`
        : parts.join(click);
    return `${ad}<img src="${escapeMarkup(urls.impression)}" width="1" height="1" alt="" style="position:absolute;border:0">`;
  };
}
