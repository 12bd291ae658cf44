import type { RequestFor } from '@jianchat/policy';
import { impFault } from './imp-fault.ts';
import { type KnownBidders, prebidFault } from './prebid-fault.ts';

/** The first fault of a request whose JSON types are right, in Prebid Server's words; undefined for none. */
export function requestFault(request: RequestFor<'adDelivery'>, known: KnownBidders): string | undefined {
  if (!request.id) return 'request missing required field: "id"';
  if (request.tmax !== undefined && request.tmax < 0)
    return `request.tmax must be nonnegative. Got ${request.tmax}`;
  // What is sold in a currency that is none could never be charged.
  if (request.cur?.some((currency) => !/^[A-Z]{3}$/.test(currency)))
    return 'request.cur must contain only ISO 4217 codes such as "USD"';
  if (request.wseat?.length && request.bseat?.length)
    return 'request.wseat and request.bseat must not both be provided.';
  if ((request.imp ?? []).length < 1) return 'request.imp must contain at least one element.';
  return (
    (request.ext?.prebid && prebidFault(request.ext.prebid, known)) ??
    channelFault(request) ??
    impsFault(request)
  );
}

function impsFault({ imp: imps }: RequestFor<'adDelivery'>): string | undefined {
  const firstOf = new Map<string, number>();
  for (let at = 0; at < imps.length; at++) {
    const imp = imps[at];
    if (imp === undefined) continue;
    const first = firstOf.get(imp.id);
    if (imp.id && first !== undefined)
      return `request.imp[${first}].id and request.imp[${at}].id are both "${imp.id.slice(0, 64)}". Imp IDs must be unique.`;
    firstOf.set(imp.id, at);
    const fault = impFault(imp, at);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** A request without channel counts as one of a site that says nothing of itself, as with Prebid Server. */
function channelFault({ site, app, dooh }: RequestFor<'adDelivery'>): string | undefined {
  const channels = Number(site !== undefined) + Number(app !== undefined) + Number(dooh !== undefined);
  if (channels > 1) return 'No more than one of request.site or request.app or request.dooh can be defined';
  if (dooh && !dooh.id && !dooh.venuetype?.length)
    return 'request.dooh should include at least one of request.dooh.id or request.dooh.venuetype.';
  return channels === 1
    ? undefined
    : 'request.site should include at least one of request.site.id or request.site.page.';
}
