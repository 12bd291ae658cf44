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
  means: { outcome: CollectorOutcome; viewIds: ViewIds; nowMs: number; optedOut: boolean },
): OutgoingHttpHeaders {
  const counts = means.outcome === 'recorded' || means.outcome === 'duplicate';
  if (!counts || means.optedOut || (kind !== 'impression' && kind !== 'viewable')) return {};
  const id = means.viewIds.write({ claims, atMs: means.nowMs, seenAs: kind });
  if (id === undefined) return {};
  const maxAgeS = (claims.conversion?.viewHours ?? 0) * HOUR_S;
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

/** The ids that a browser hands back with a report; nothing where it opted out since. */
export function viewsInCookies(header: string | undefined): readonly string[] {
  if (header === undefined || isOptedOut(header)) return [];
  const names = Object.values(COOKIE);
  return header.split(';').flatMap((part) => {
    const [name, value] = part.trim().split('=', 2);
    return names.some((own) => own === name) && value !== undefined ? [value] : [];
  });
}

/** Whether the browser carries this host's opt-out (`/optout`). */
export function isOptedOut(header: string | undefined): boolean {
  if (header === undefined || !header.includes('uids=')) return false;
  return header.split(';').some((part) => {
    const pair = part.trim();
    return pair.startsWith('uids=') && saysOptOut(pair.slice('uids='.length));
  });
}

function saysOptOut(value: string): boolean {
  try {
    const said: unknown = JSON.parse(Buffer.from(value, 'base64url').toString());
    return typeof said === 'object' && said !== null && 'optout' in said && said.optout === true;
  } catch {
    return false;
  }
}
