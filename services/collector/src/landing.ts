import type { ClickIds } from '@jianchat/events';
import type { CollectorOutcome } from './outcome.ts';
import type { EventRequest } from './read-request.ts';

/** The parameter that tells a landing page which click it came by, where its URL has no place of its own for it. */
const PARAMETER = 'jc_click';
const MACRO = /\$\{CLICK_ID\}|%24%7BCLICK_ID%7D/gi;

/**
 * Where a click leads, with the click's id: in the place of `${CLICK_ID}`, else as the parameter `jc_click`. Without an id, which only
 * clicks that count and may be measured have, the macro is left empty.
 */
export function landingOf(
  { claims, form }: EventRequest,
  { outcome, clickIds, nowMs }: { outcome: CollectorOutcome; clickIds: ClickIds; nowMs: number },
): string {
  if (form !== 'landing') return claims.clickUrl;
  const counts = outcome === 'recorded' || outcome === 'duplicate';
  const id = counts ? clickIds.write({ claims, atMs: nowMs }) : undefined;
  const filled = claims.clickUrl.replace(MACRO, id ?? '');
  if (id === undefined || filled !== claims.clickUrl) return filled;
  const url = new URL(claims.clickUrl);
  // Not through `searchParams`: that writes anew what an advertiser's own server may have signed as it is.
  url.search += `${url.search === '' ? '' : '&'}${PARAMETER}=${id}`;
  return url.href;
}
