import type { Admitted, CompiledPolicy, Gates, SignalState } from '@jianchat/policy';
import { impFault } from '../faults/imp-fault.ts';
import { asObject, at, isObject, type JsonObject } from '../json-object.ts';
import { cleanUserIds } from '../prepare/clean-user-ids.ts';
import { configsFor, seesCommonData, withConfig, withoutCommonData } from './first-party-data.ts';
import { hasOverrides, isOverridden, withOverrides } from './imp-overrides.ts';
import { stricterSignals } from './stricter-signals.ts';

/** A request as one bidder, or several alike, get it. */
export interface OwnRequest {
  readonly admitted: Admitted;
  /** The same for all who get the same. */
  readonly key: string;
}

export interface OwnRequests {
  /** Undefined where what is said to this bidder makes no sound request: it can't be asked. */
  of(seat: string): OwnRequest | undefined;
}

export interface OwnRequestMeans {
  readonly policy: CompiledPolicy;
  readonly gates: Gates;
  /** What the request itself was admitted as. */
  readonly admitted: Admitted;
  /** Signals of a changed request, read as those of the request were. */
  readSignals(raw: JsonObject): SignalState;
  warn(seat: string, message: string): void;
}

/**
 * What bidders get whom the publisher tells more or less than the others: first-party data of their own
 * (`ext.prebid.bidderconfig`), data for some only (`ext.prebid.data.bidders`), imps of their own (`imp.ext.prebid.imp`). Each passes the
 * collect gate by itself, under signals that are never milder than those of the request. Undefined where all get the same.
 * @param raw the prepared request, before the gate
 */
export function ownRequests(raw: JsonObject, means: OwnRequestMeans): OwnRequests | undefined {
  const prebid = at(raw['ext'], 'prebid');
  const configs = at(prebid, 'bidderconfig');
  const common = at(at(prebid, 'data'), 'bidders');
  const imps = raw['imp'];
  const some = Array.isArray(configs) && configs.length > 0;
  if (!some && !Array.isArray(common) && !hasOverrides(imps)) return undefined;
  const known = new Map<string, OwnRequest | undefined>([['', { admitted: means.admitted, key: '' }]]);
  return {
    of(seat) {
      const places = some ? configsFor(configs, seat) : [];
      const stripped = !seesCommonData(common, seat);
      const overridden = isOverridden(imps, seat);
      const key =
        overridden || places.length > 0 || stripped ? keyOf({ places, stripped, overridden, seat }) : '';
      if (known.has(key)) return known.get(key);
      let own = stripped ? withoutCommonData(raw) : raw;
      for (const place of places) own = withConfig(own, some ? configs[place] : undefined);
      if (overridden) own = { ...own, imp: withOverrides(imps, seat) };
      const admitted = admitOwn(own, { seat, means });
      const made = admitted && { admitted, key };
      known.set(key, made);
      return made;
    },
  };
}

interface KeyParts {
  readonly places: readonly number[];
  readonly stripped: boolean;
  readonly overridden: boolean;
  readonly seat: string;
}

const keyOf = ({ places, stripped, overridden, seat }: KeyParts): string =>
  `${places.join(',')} ${stripped ? 'less' : ''} ${overridden ? seat : ''}`;

function admitOwn(
  own: JsonObject,
  { seat, means }: { seat: string; means: OwnRequestMeans },
): Admitted | undefined {
  const { gates, policy, admitted: whole } = means;
  const user = own['user'];
  const cleaned = isObject(user) ? { ...own, user: cleanUserIds(user, []) } : own;
  const signals = stricterSignals(whole.signals, means.readSignals(cleaned), policy);
  const admitted = gates.collect(cleaned, signals);
  const [wrong] = admitted.faults;
  if (wrong !== undefined) {
    means.warn(
      seat,
      `incorrect First Party Data for bidder ${seat}: request.${wrong.path} must be ${wrong.expected}`,
    );
    return undefined;
  }
  const request = gates.use(admitted, 'adDelivery');
  if (request === undefined) return undefined;
  for (const [index, imp] of request.imp.entries()) {
    const fault = impFault(imp, index);
    if (fault === undefined) continue;
    const id = String(asObject(imp)['id']).slice(0, 64);
    means.warn(seat, `merging bidder imp first party data for imp ${id} results in an invalid imp: ${fault}`);
    return undefined;
  }
  return admitted;
}
