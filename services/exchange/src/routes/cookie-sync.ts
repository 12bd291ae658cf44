import type { DisclosureEntry } from '@jianchat/events';
import { maskKey } from '@jianchat/policy';
import type { AccountSettings } from '@jianchat/snapshot';
import { disclose } from '../stages/disclose.ts';
import { type ChosenSync, chooseSyncs, type SyncQuestion } from '../user-sync/choose-syncs.ts';
import { privacyRequest } from '../user-sync/privacy-parameters.ts';
import { type SyncRules, syncRules } from '../user-sync/sync-rules.ts';
import { syncUrl } from '../user-sync/sync-url.ts';
import { syncersOf } from '../user-sync/syncers.ts';
import {
  cookiePlace,
  hasLiveUid,
  NO_IDS,
  readUids,
  setUids,
  type UidsCookie,
} from '../user-sync/uids-cookie.ts';
import { type CookieSyncRequest, readCookieSyncRequest } from './cookie-sync-request.ts';
import {
  type Ground,
  json,
  NO_SNAPSHOT,
  type Route,
  type RouteAnswer,
  type RouteCall,
  text,
} from './route.ts';
import { accountOf, SYNC_ACCOUNT_FAULTS } from './route-account.ts';

/**
 * `POST /cookie_sync`: which bidders' pages the browser should visit so that they come to know it. Only those are named whose
 * contract may have an id of this person under the signals given; that they are about to be told is on record before.
 */
export const cookieSyncRoute: Route = {
  name: 'cookie_sync',
  path: '/cookie_sync',
  methods: ['POST'],
  pagesMayRead: true,
  async answer(call, means) {
    const body = await call.body();
    if (!body.ok) return text(400, body.message);
    const request = readCookieSyncRequest(body.bytes);
    if (typeof request === 'string') return text(400, request);
    const ground = means.ground(call.startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    const account = accountOf(request.account, ground.catalogue);
    if (!account.ok) return text(400, SYNC_ACCOUNT_FAULTS[account.fault]);
    const cookie = readUids(call.outer.cookie);
    if (cookie.optedOut) return text(401, 'User has opted out');
    return propose({ call, ground, request, settings: account.settings, cookie });
  },
};

const answerOf = (value: object): RouteAnswer => ({
  ...json(value),
  contentType: 'application/json; charset=utf-8',
});

interface Proposing {
  readonly call: RouteCall;
  readonly ground: Ground;
  readonly request: CookieSyncRequest;
  readonly settings: AccountSettings;
  readonly cookie: UidsCookie;
}

async function propose({ call, ground, request, settings, cookie }: Proposing): Promise<RouteAnswer> {
  const { parts, catalogue } = ground;
  const nowMs = call.startedMs;
  const host = catalogue.rows.host.userSync ?? {};
  const rules = syncRules(privacyRequest(request.privacy), call.outer, parts);
  // What was kept while it was allowed leaves the browser when it no longer is.
  if (!rules.mayKeep && cookie.ids.size > 0)
    return {
      ...answerOf({ status: 'no_cookie', bidder_status: [] }),
      headers: { 'set-cookie': setUids(NO_IDS, cookiePlace(host)) },
    };
  const question = questionOf(request, { settings, priorityGroups: host.priorityGroups ?? [] });
  const { byBidder } = syncersOf(catalogue);
  const choice = chooseSyncs(question, { byBidder, cookie, rules, nowMs, randomBytes: parts.randomBytes });
  const told = await tell(choice.chosen, { rules, ground, account: request.account });
  return answerOf({
    status: hasLiveUid(cookie, nowMs) ? 'ok' : 'no_cookie',
    bidder_status: told,
    ...(request.debug && { debug: choice.left }),
  });
}

function questionOf(
  { bidders, limit, coopSync, allows, privacy }: CookieSyncRequest,
  { settings, priorityGroups }: { settings: AccountSettings } & Pick<SyncQuestion, 'priorityGroups'>,
): SyncQuestion {
  const { defaultLimit = 0, maxLimit, defaultCoopSync = false } = settings.cookieSync ?? {};
  const wanted = limit > 0 ? limit : defaultLimit;
  const bounded = maxLimit === undefined ? wanted : Math.min(wanted > 0 ? wanted : maxLimit, maxLimit);
  return {
    bidders,
    limit: bounded,
    cooperative: coopSync ?? defaultCoopSync,
    priorityGroups,
    allows,
    skips: skipsFor(privacy),
  };
}

/** By what the page says of the law: a bidder's own word on when it doesn't sync. */
function skipsFor({ gdpr, gppSid }: CookieSyncRequest['privacy']): SyncQuestion['skips'] {
  const sections = new Set(gppSid.split(',').map(Number));
  return ({ skipWhen }) =>
    (skipWhen?.gdpr === true && gdpr === '1') ||
    (skipWhen?.gppSids ?? []).some((section) => sections.has(section));
}

const ID_BYTES = 16;

interface Telling {
  readonly rules: SyncRules;
  readonly ground: Ground;
  readonly account: string;
}

/** The proposals, once it is on disk what each of them tells its bidder; none where the log takes nothing. */
async function tell(chosen: readonly ChosenSync[], { rules, ground, account }: Telling) {
  if (chosen.length === 0) return [];
  const { parts } = ground;
  const entries: DisclosureEntry[] = [];
  const proposals = chosen.map(({ syncer, type, decision }) => {
    const { told, copied } = rules.signalsFor(decision);
    entries.push({
      recipient: syncer.bidder,
      contract: syncer.row.bidder.contract,
      purposes: decision.purposes,
      granted: decision.granted,
      fields: maskKey(copied),
    });
    const url = syncUrl(syncer, { publicUrl: parts.publicUrl, account, type, told });
    return { bidder: syncer.bidder, no_cookie: true, usersync: { url, type } };
  });
  const auctionId = parts.randomBytes(ID_BYTES).toString('base64url');
  const recorded = await disclose({ auctionId, admitted: rules.admitted, entries }, parts);
  return recorded ? proposals : [];
}
