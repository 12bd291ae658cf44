import type { OutgoingHttpHeaders } from 'node:http';
import type { ViewIds } from '@jianchat/events';
import { CONVERSION_PATH } from './conversion-path.ts';
import type { CollectorOutcome } from './outcome.ts';
import type { EventRequest } from './read-request.ts';

/** What an app or page that reports its displays itself reads the view's id from. */
const HEADER = 'jc-view';
/** What a browser keeps it in; a view that was measured to be viewable stands beside the last display. */
const COOKIE = { viewable: 'jc_viewed', impression: 'jc_shown' } as const;
const HOUR_S = 3_600;

/**
 * What whoever reported a view is told of it: its id, for as long as conversions may follow, and only where they may be attributed to it. A
 * browser hands the cookie back with reports of this advertiser and with nothing else; it takes the place of the advertiser's view before.
 */
export function toldOfView(
  { kind, claims }: Pick<EventRequest, 'kind' | 'claims'>,
  means: { outcome: CollectorOutcome; viewIds: ViewIds; nowMs: number; isOptedOut: () => boolean },
): OutgoingHttpHeaders {
  const { outcome, viewIds, nowMs, isOptedOut } = means;
  if (kind !== 'impression' && kind !== 'viewable') return {};
  if (outcome !== 'recorded' && outcome !== 'duplicate') return {};
  // When it was counted nobody remembers; asking again must not make it later.
  const atMs = outcome === 'recorded' ? nowMs : claims.atMs;
  const id = viewIds.write({ claims, atMs, seenAs: kind });
  const maxAgeS = (claims.conversion?.viewHours ?? 0) * HOUR_S - Math.floor((nowMs - atMs) / 1_000);
  if (id === undefined || maxAgeS <= 0 || isOptedOut()) return {};
  return {
    [HEADER]: id,
    'access-control-expose-headers': HEADER,
    'set-cookie': [
      `${COOKIE[kind]}=${id}`,
      `Path=${CONVERSION_PATH}/${claims.advertiser}`,
      `Max-Age=${maxAgeS}`,
      'Secure',
      'HttpOnly',
      'SameSite=None',
    ].join('; '),
  };
}

/** The ids that a browser hands back with a report. */
export function viewsInCookies(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  const names = Object.values(COOKIE);
  return header.split(';').flatMap((part) => {
    const [name, value] = part.trim().split('=', 2);
    return names.some((own) => own === name) && value !== undefined ? [value] : [];
  });
}
