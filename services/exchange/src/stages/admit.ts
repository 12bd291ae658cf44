import type { Admitted, Gates, RequestFor, SignalState } from '@jianchat/policy';
import type { KnownBidders } from '../faults/prebid-fault.ts';
import { requestFault } from '../faults/request-fault.ts';
import type { JsonObject } from '../json-object.ts';
import { type Refusal, refuse } from '../refusal.ts';

/**
 * Gate "collect": what the policy lets in is copied, the rest is left behind, and only the copy is seen from here on.
 * Then the request, as ad delivery may read it, must make sense as OpenRTB.
 */
export function admit(
  raw: JsonObject,
  { gates, signals, known }: { gates: Gates; signals: SignalState; known: KnownBidders },
): { ok: true; admitted: Admitted; request: RequestFor<'adDelivery'> } | Refusal {
  const admitted = gates.collect(raw, signals);
  const [wrong] = admitted.faults;
  if (wrong !== undefined)
    return refuse(SENTENCES[wrong.path] ?? `request.${wrong.path} must be ${wrong.expected}`);
  const request = gates.use(admitted, 'adDelivery');
  if (request === undefined)
    return refuse('the privacy policy in force does not allow ads to be delivered here');
  // An imp of which nothing may enter is left out by the gate; places in the list must stay what they were.
  if (Array.isArray(raw['imp']) && raw['imp'].length !== request.imp.length)
    return refuse('request.imp must contain only impressions with an "id"');
  const fault = requestFault(request, known);
  return fault === undefined ? { ok: true, admitted, request } : refuse(fault);
}

/** Where Prebid Server has a sentence of its own for a wrong type. */
const SENTENCES: Readonly<Record<string, string>> = {
  'regs.gdpr': 'request.regs.gdpr must be either 0 or 1',
  'site.ext.amp': 'request.site.ext.amp must be either 1, 0, or undefined',
};
