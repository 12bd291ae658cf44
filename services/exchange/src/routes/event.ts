import { INTEGRATION_FAULT, isIntegration } from './integration.ts';
import { PIXEL_PNG } from './pixel.ts';
import { REPORTED_KINDS, type ReportedKind } from './reported-kind.ts';
import { NO_SNAPSHOT, type Route, text } from './route.ts';
import { accountOf, accountRefusal } from './route-account.ts';

/**
 * `GET /event`: Prebid Server's notification, which anybody can make up. It is checked as Prebid Server checks it and counted by its
 * kind; it charges nothing and leaves no record. What charges is the signed event of the ad itself (`/e/TOKEN`).
 */
export const eventRoute: Route = {
  name: 'event',
  path: '/event',
  methods: ['GET'],
  pagesMayRead: true,
  answer({ query, startedMs }, means) {
    const { kind, faults } = readEvent(query);
    if (kind === undefined || faults.length > 0)
      return text(400, faults.map((fault) => `invalid request: ${fault}`).join('\n'));
    const id = query.get('a') ?? '';
    if (id === '') return text(401, "Account 'a' is required query parameter and can't be empty");
    if (query.get('x') === '0') return { status: 204 };
    const ground = means.ground(startedMs);
    if (ground === undefined) return NO_SNAPSHOT;
    const account = accountOf(id, ground.catalogue);
    if (!account.ok) return accountRefusal(account.fault, id);
    if (account.settings.events?.enabled === false) return text(401, 'This account does not support events');
    means.onReported(kind);
    return query.get('f') === 'i'
      ? { status: 200, contentType: 'image/png', body: PIXEL_PNG }
      : { status: 204 };
  },
};

interface EventReading {
  /** Undefined where the type is none; then there is a fault, too. */
  readonly kind: ReportedKind | undefined;
  readonly faults: readonly string[];
}

function readEvent(query: URLSearchParams): EventReading {
  const faults: string[] = [];
  const get = (name: string): string => query.get(name) ?? '';
  const type = get('t');
  const vtype = get('vtype');
  const named = type === 'vast' ? `vast.${vtype}` : type;
  const kind = REPORTED_KINDS.find((one) => one === named && (type === 'vast') === one.startsWith('vast.'));
  if (type === '') faults.push("parameter 't' is required");
  else if (!['win', 'imp', 'vast'].includes(type)) faults.push('unknown type: none of win, imp, vast');
  else if (type === 'vast' && vtype === '') faults.push("parameter 'vtype' is required");
  else if (kind === undefined)
    faults.push('unknown vtype: none of start, firstQuartile, midPoint, thirdQuartile, complete');
  if (type !== 'vast' && vtype !== '') faults.push("parameter 'vtype' is only required for t=vast");
  if (get('b') === '') faults.push("parameter 'b' is required");
  if (get('ts') !== '' && !/^-?\d{1,19}$/.test(get('ts'))) faults.push('error parsing timestamp');
  if (!['', 'b', 'i'].includes(get('f'))) faults.push('unknown format: neither b nor i');
  if (!['', '0', '1'].includes(get('x'))) faults.push('unknown analytics: neither 0 nor 1');
  if (!isIntegration(get('int'))) faults.push(INTEGRATION_FAULT);
  return { kind, faults };
}
