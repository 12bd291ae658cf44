import type { Catalogue } from '../catalogue.ts';
import { asObject } from '../json-object.ts';
import type { CookieSeal } from '../user-sync/cookie-seal.ts';
import {
  type PrivacyFault,
  privacyFault,
  privacyParameters,
  privacyRequest,
} from '../user-sync/privacy-parameters.ts';
import { syncRules } from '../user-sync/sync-rules.ts';
import { type Syncer, syncersOf } from '../user-sync/syncers.ts';
import {
  cookiePlace,
  NO_IDS,
  readUids,
  setUids,
  UID_CHARS_MAX,
  type UidsCookie,
  withRoom,
  withUid,
} from '../user-sync/uids-cookie.ts';
import { PIXEL_PNG } from './pixel.ts';
import { type Ground, NO_SNAPSHOT, type Route, type RouteAnswer, type RouteCall, text } from './route.ts';
import { accountOf, SYNC_ACCOUNT_FAULTS } from './route-account.ts';

/**
 * `GET /setuid`: a bidder sends the browser back here with its own id of it, which then stands in the cookie `uids`. 451 where the
 * policy doesn't let it be kept under the signals given, or not for this bidder; taking an id away needs nobody's consent.
 */
export const setuidRoute: Route = {
  name: 'setuid',
  path: '/setuid',
  methods: ['GET'],
  pagesMayRead: true,
  answer(call, means) {
    const cookie = readUids(call.outer.cookie);
    if (cookie.optedOut) return text(401, 'User has opted out');
    const ground = means.ground(call.startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    const key = call.query.get('bidder') ?? '';
    if (key === '') return text(400, '"bidder" query param is required');
    const { byKey, byBidder } = syncersOf(ground.catalogue);
    const named = byBidder.get(key);
    const family = byKey.get(key) ?? (named && byKey.get(named.key));
    const [first] = family ?? [];
    if (family === undefined || first === undefined)
      return text(400, 'The bidder name provided is not supported by Prebid Server');
    const fault = parameterFault(call, ground);
    if (fault !== undefined) return text(400, fault);
    return keep(call, { ground, cookie, family, key: first.key, seal: means.cookieSeal });
  },
};

/** Of US Privacy the stricter of two strings holds. */
const FAULTS: Readonly<Record<PrivacyFault, string | undefined>> = {
  gdpr: 'the gdpr query param must be either 0 or 1',
  sections: 'invalid gpp_sid encoding, must be a csv list of integers',
  gpp: 'gpp is no GPP string',
  consent: 'GDPR consent is required when gdpr signal equals 1',
  usPrivacy: undefined,
};

function parameterFault({ query }: RouteCall, { catalogue }: Ground): string | undefined {
  const format = query.get('f') ?? '';
  if (!['', 'b', 'i'].includes(format.toLowerCase())) return '"f" query param is invalid. must be "b" or "i"';
  const account = accountOf(query.get('account') ?? '', catalogue);
  if (!account.ok) return SYNC_ACCOUNT_FAULTS[account.fault];
  const uid = query.get('uid') ?? '';
  if (uid.length > UID_CHARS_MAX) return `the uid query param must have at most ${UID_CHARS_MAX} characters`;
  // Taking an id away needs nobody's consent.
  const fault = uid === '' ? undefined : privacyFault(privacyParameters(query), { olderStandsIn: false });
  return fault && FAULTS[fault];
}

interface Keeping {
  readonly ground: Ground;
  readonly cookie: UidsCookie;
  readonly family: readonly Syncer[];
  readonly key: string;
  readonly seal: CookieSeal | undefined;
}

const NOT_ALLOWED =
  'The privacy policy does not let this id be kept under the signals given (gdpr_consent, us_privacy, gpp, place)';

function keep(call: RouteCall, { ground, cookie, family, key, seal }: Keeping): RouteAnswer {
  const { parts, catalogue } = ground;
  const host = catalogue.rows.host.userSync ?? {};
  const uid = call.query.get('uid') ?? '';
  if (uid !== '') {
    // As an auction would have it: what somebody refused under this id is found by it.
    const asked = privacyRequest(privacyParameters(call.query));
    const rules = syncRules(
      { ...asked, user: { ...asObject(asked['user']), buyeruid: uid } },
      call.outer,
      parts,
    );
    if (!family.some(({ row }) => rules.shareWith(row) !== undefined)) {
      const clears = !rules.mayKeep && cookie.ids.size > 0;
      return {
        ...(rules.isUnreadable ? text(400, 'gdpr_consent was invalid') : text(451, NOT_ALLOWED)),
        ...(clears && { headers: { 'set-cookie': setUids(NO_IDS, cookiePlace(host)) } }),
      };
    }
  }
  const changed = withUid(cookie, { key, uid, nowMs: call.startedMs });
  const place = cookiePlace(host, seal);
  const fitting = withRoom(changed, place, {
    priorityGroups: keysOf(host.priorityGroups, catalogue),
    fresh: key,
  });
  if (fitting === 'large') return text(400, 'the uid is larger than the cookie may be');
  if (fitting === 'crowded') return text(200, CROWDED);
  return { ...bodyFor(call, family), headers: { 'set-cookie': setUids(fitting, place) } };
}

const CROWDED =
  'Warning: syncer key is not a priority, and there are only priority elements left, cookie not updated';

/** Groups name bidders, the cookie knows keys. */
function keysOf(groups: readonly (readonly string[])[] = [], catalogue: Catalogue) {
  const { byBidder } = syncersOf(catalogue);
  return groups.map((members) => members.map((bidder) => byBidder.get(bidder)?.key ?? bidder));
}

function bodyFor({ query }: RouteCall, [first]: readonly Syncer[]): RouteAnswer {
  const asked = (query.get('f') ?? '').toLowerCase();
  const ownType = first?.sync.default ?? (first?.sync.iframe === undefined ? 'redirect' : 'iframe');
  const format = asked === '' ? (ownType === 'iframe' ? 'b' : 'i') : asked;
  if (format === 'i') return { status: 200, contentType: 'image/png', body: PIXEL_PNG };
  return { status: 200, contentType: 'text/html' };
}
