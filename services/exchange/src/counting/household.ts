import {
  type Admitted,
  type CompiledPolicy,
  connectionNetwork,
  type Gates,
  hasField,
} from '@jianchat/policy';
import { isPublicIp } from '../public-ip.ts';
import { countedField, recognising } from './counted-field.ts';

/** The network of the connection that a household shares; undefined where there is none, or none may be recognised. */
export type HouseholdRule = (admitted: Admitted) => string | undefined;

/** AdCOM "Connection Types". */
const WIRED = 1;
const WIFI = 2;

/**
 * Households under one policy: the devices behind one connection. Where the request says that many share its address, as those
 * of mobile networks do, there is no household; nor in front of a public screen.
 */
export function householdRule(policy: CompiledPolicy, gates: Gates): HouseholdRule {
  const household = countedField(policy, { scope: 'household', place: 'hot:household.shown' });
  const address = recognising(policy, 'household', 'device.ip');
  if (household === undefined || address === undefined) return () => undefined;
  return (admitted) => {
    if (!gates.mayHold(admitted.signals, household.id) || !hasField(admitted.kept, address.id))
      return undefined;
    const around = gates.use(admitted, 'contextualAds');
    if (around === undefined || around.dooh !== undefined || isShared(around.device ?? {})) return undefined;
    const device = gates.use(admitted, 'limitedAds')?.device;
    const ip = device?.ip || device?.ipv6;
    return ip && isPublicIp(ip) ? connectionNetwork(ip) : undefined;
  };
}

/** A mobile network puts many people behind one address; its code alone says nothing where the device is on a network at home. */
function isShared({
  connectiontype = 0,
  mccmnc,
}: {
  readonly connectiontype?: number;
  readonly mccmnc?: string;
}): boolean {
  if (connectiontype === WIRED || connectiontype === WIFI) return false;
  return connectiontype !== 0 || Boolean(mccmnc);
}
