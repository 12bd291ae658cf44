import type { Admitted, Gates, RequestFor, SignalState } from '@jianchat/policy';
import { type Refusal, refuse } from '../refusal.ts';
import { requestFault } from '../request-faults.ts';
import type { JsonObject } from './parse.ts';

/**
 * Gate "collect": what the policy lets in is copied, the rest is left behind, and only the copy is seen from here on.
 * Then the request, as ad delivery may read it, must make sense as OpenRTB.
 */
export function admit(
  raw: JsonObject,
  { gates, signals }: { gates: Gates; signals: SignalState },
): { ok: true; admitted: Admitted; request: RequestFor<'adDelivery'> } | Refusal {
  const admitted = gates.collect(raw, signals);
  const [wrong] = admitted.faults;
  if (wrong !== undefined) return refuse(`request.${wrong.path} must be ${wrong.expected}`);
  const request = gates.use(admitted, 'adDelivery');
  if (request === undefined)
    return refuse('the privacy policy in force does not allow ads to be delivered here');
  // An imp of which nothing may enter is left out by the gate; places in the list must stay what they were.
  if (Array.isArray(raw['imp']) && raw['imp'].length !== request.imp.length)
    return refuse('request.imp must contain only impressions with an "id"');
  const fault = requestFault(request);
  return fault === undefined ? { ok: true, admitted, request } : refuse(fault);
}
