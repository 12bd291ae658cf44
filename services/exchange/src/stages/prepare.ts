import { liftRewarded, type ResponseMessage, readNativeRequest, upTo26 } from '@jianchat/openrtb';
import type { HostSettings } from '@jianchat/snapshot';
import { asObject, isNothing, isObject, type JsonObject } from '../json-object.ts';
import { configFault } from '../own-requests/first-party-data.ts';
import { cleanUserIds } from '../prepare/clean-user-ids.ts';
import { withFloorNames } from '../prepare/floor-names.ts';
import { giveTransactionIds } from '../prepare/give-transaction-ids.ts';
import { withHostNode } from '../prepare/host-supply-chain.ts';
import { withImpliedMembers } from '../prepare/implied-members.ts';
import { type ImpOutcome, offerInterstitialSizes } from '../prepare/offer-interstitial-sizes.ts';
import { personFault } from '../prepare/person-fault.ts';
import { promoteBidders } from '../prepare/promote-bidders.ts';
import { tellOlderConsent } from '../prepare/tell-older-consent.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface PrepareMeans {
  readonly host: HostSettings;
  /** Whether somebody of this name can be asked for bids. */
  isBidder(name: string): boolean;
  randomBytes(n: number): Buffer;
}

export interface Prepared {
  readonly ok: true;
  readonly raw: JsonObject;
  /** What was left out; goes out as `ext.warnings.prebid`. */
  readonly warnings: readonly ResponseMessage[];
}

/**
 * Brings a request into the one form that all later stages know: OpenRTB 2.6 with everything in its place. Signals were read before,
 * from wherever they stood. Nothing of it has passed a gate yet; what stays as it was is shared, not copied.
 */
export function prepare(raw: JsonObject, means: PrepareMeans): Prepared | Refusal {
  const fault = personFault(raw) ?? configFault(raw);
  if (fault !== undefined) return refuse(fault);
  const warnings: ResponseMessage[] = [];
  let request = withHostNode(
    withImpliedMembers(tellOlderConsent(upTo26(raw), warnings)),
    means.host.schainNode,
  );
  const user = request['user'];
  if (isObject(user)) {
    const cleaned = cleanUserIds(user, warnings);
    if (cleaned !== user) request = { ...request, user: cleaned };
  }
  const aliases = asObject(asObject(asObject(request['ext'])['prebid'])['aliases']);
  const isBidder = (name: string): boolean => Object.hasOwn(aliases, name) || means.isBidder(name);
  const imps = prepareImps(request['imp'], {
    device: request['device'],
    isSecure: isSecurePage(request),
    isBidder,
    warnings,
  });
  if (!imps.ok) return imps;
  if (imps.imps !== request['imp']) request = { ...request, imp: imps.imps };
  return {
    ok: true,
    raw: giveTransactionIds(request, {
      byDefault: means.host.generateTransactionId === true,
      randomBytes: means.randomBytes,
    }),
    warnings,
  };
}

interface ImpMeans {
  readonly device: unknown;
  /** Whether the page that shows the ads is one of https. */
  readonly isSecure: boolean;
  isBidder(name: string): boolean;
  readonly warnings: ResponseMessage[];
}

/** The same list where nothing in it differs. */
function prepareImps(
  imps: unknown,
  means: ImpMeans,
): { readonly ok: true; readonly imps: unknown } | Refusal {
  if (!Array.isArray(imps)) return { ok: true, imps };
  let prepared: unknown[] | undefined;
  for (let at = 0; at < imps.length; at++) {
    const imp: unknown = imps[at];
    if (!isObject(imp)) continue;
    const outcome = prepareImp(imp, { at, means });
    if (!outcome.ok) return refuse(outcome.message);
    if (outcome.imp === imp) continue;
    prepared ??= [...imps];
    prepared[at] = outcome.imp;
  }
  return { ok: true, imps: prepared ?? imps };
}

function prepareImp(imp: JsonObject, { at, means }: { at: number; means: ImpMeans }): ImpOutcome {
  const fault = boundsFault(imp['banner'], at);
  if (fault !== undefined) return { ok: false, message: fault };
  const rewarded = liftRewarded(
    promoteBidders(withFloorNames(imp), { at, isBidder: means.isBidder, warnings: means.warnings }),
  );
  const lifted = means.isSecure && isNothing(rewarded['secure']) ? { ...rewarded, secure: 1 } : rewarded;
  const sized = offerInterstitialSizes(lifted, means.device);
  return sized.ok ? withNativeText(sized.imp, at) : sized;
}

/** A browser refuses what such a page would fetch over plain http, whether the request says so or not. */
function isSecurePage(request: JsonObject): boolean {
  const page = asObject(request['site'])['page'];
  return typeof page === 'string' && page.slice(0, 8).toLowerCase() === 'https://';
}

/** Bounds that OpenRTB has taken out in favour of formats: who sends them means sizes that would be passed over. */
const OLD_BOUNDS = ['wmin', 'wmax', 'hmin', 'hmax'] as const;

function boundsFault(banner: unknown, at: number): string | undefined {
  const old = isObject(banner) ? OLD_BOUNDS.find((name) => banner[name]) : undefined;
  return (
    old && `request.imp[${at}].banner uses unsupported property: "${old}". Use the "format" array instead.`
  );
}

/** An empty or absent text is told by the checks behind the gate. */
function withNativeText(imp: JsonObject, at: number): ImpOutcome {
  const native = imp['native'];
  if (!isObject(native)) return { ok: true, imp };
  const text = native['request'];
  if (typeof text !== 'string' || text === '') return { ok: true, imp };
  const reading = readNativeRequest(text, `request.imp[${at}].native.request`);
  if (!reading.ok) return reading;
  return { ok: true, imp: { ...imp, native: { ...native, request: reading.text } } };
}
