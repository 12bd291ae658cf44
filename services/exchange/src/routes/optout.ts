import type { CookieSeal } from '../user-sync/cookie-seal.ts';
import { NO_IDS, readSealed, readUids, setUids, type UidsCookie } from '../user-sync/uids-cookie.ts';
import { optoutPage } from './optout-page.ts';
import { type Ground, NO_SNAPSHOT, type Route, type RouteAnswer, type RouteCall, text } from './route.ts';

/**
 * `GET /optout` shows a person how it stands, `POST /optout` with `optout=1` opts the browser out: its ids are gone, nobody is synced
 * with it, and every request that it sends stands under the policy's floor `optOut`. So does every other that names one of the ids that
 * this host had set in it. Back in (`optout=0`) leads only from our own page: no other site may undo what somebody chose.
 */
export const optoutRoute: Route = {
  name: 'optout',
  path: '/optout',
  methods: ['GET', 'POST'],
  pagesMayRead: false,
  async answer(call, means) {
    const ground = means.ground(call.startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    if (call.method === 'GET') return showState(call);
    const body = await call.body();
    if (!body.ok) return text(400, body.message);
    const choice = new URLSearchParams(body.bytes.toString()).get('optout') ?? call.query.get('optout');
    const { cookieSeal: seal, refusals } = means;
    const own = seal === undefined ? NO_IDS : readSealed(call.outer.cookie, seal);
    const before = own.refused ?? [];
    if (choice === '1') {
      const { policy } = ground.parts;
      const added = await refusals.refuse(own, { policy, nowMs: call.startedMs });
      const refused = added === undefined ? before : [...before, added];
      return settle(
        { optedOut: true, ids: new Map(), ...(refused.length > 0 && { refused }) },
        { ground, seal },
      );
    }
    if (choice !== '0') return text(400, 'optout must be 1 (out) or 0 (in again)');
    if (!isOurPage(call)) return text(403, 'only the page /optout of this host can take an opt-out back');
    if (!(await refusals.takeBack(before))) return text(503, 'the opt-out can not be taken back just now');
    return settle(NO_IDS, { ground, seal });
  },
};

function showState(call: RouteCall): RouteAnswer {
  const language = call.query.get('lang') ?? call.headers['accept-language'] ?? '';
  const page = optoutPage(readUids(call.outer.cookie).optedOut, language.startsWith('zh') ? 'zh' : 'en');
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: page,
    headers: {
      // In a frame of another site the button could be pressed without being seen.
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    },
  };
}

function isOurPage({ headers }: RouteCall): boolean {
  if (headers['sec-fetch-site'] !== undefined) return headers['sec-fetch-site'] === 'same-origin';
  const { origin, host } = headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

function settle(
  cookie: UidsCookie,
  { ground: { catalogue }, seal }: { ground: Ground; seal: CookieSeal | undefined },
): RouteAnswer {
  const { cookieDomain: domain, partitioned, optOutUrl, optInUrl } = catalogue.rows.host.userSync ?? {};
  const location = (cookie.optedOut ? optOutUrl : optInUrl) ?? '/optout';
  // Also where ids are kept apart by site: a choice holds wherever the browser shows it.
  const cookies = [
    setUids(cookie, { domain, seal }),
    ...(partitioned ? [setUids(cookie, { domain, seal, partitioned })] : []),
  ];
  return { status: 303, headers: { location, 'set-cookie': cookies } };
}
