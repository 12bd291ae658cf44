import type { Identifier } from '@jianchat/identity';
import {
  type Admitted,
  type CompiledPolicy,
  type FieldRow,
  type Gates,
  hasField,
  type RequestFor,
} from '@jianchat/policy';

/** By what the person of an auction may be recognised; undefined where nobody may or can be. */
export type Recognition = (admitted: Admitted) => Identifier | undefined;

/** Where the policy says that it keeps who an identifier means: the field that declares it rules over recognition. */
const SUBJECTS = 'hot:subject.of';

/**
 * Recognition under one policy. Somebody is recognised only where the policy lets a subject be held under the person's
 * signals (for a purpose that needs recognition, with what that requires) and lets the identifier in, as it was sent.
 */
export function recognition(policy: CompiledPolicy, gates: Gates): Recognition {
  const subject = policy.fields.find(({ store, collect }) => collect === 'on' && store.includes(SUBJECTS));
  if (subject === undefined) return () => undefined;
  const advertisingIds = identifying(policy, IFA);
  const [oaid] = identifying(policy, 'device.ext.oaid');
  const [partner] = identifying(policy, 'user.eids.uids.id');
  return (admitted) => {
    if (!gates.mayHold(admitted.signals, subject.id)) return undefined;
    const device = (
      gates.use(admitted, 'limitedAds') ??
      gates.use(admitted, 'measurement') ??
      gates.use(admitted, 'personalisedAds')
    )?.device;
    if (device?.ifa) {
      const os = gates.use(admitted, 'contextualAds')?.device?.os?.toLowerCase();
      const owner = advertisingIds.find((field) => isOf(field, os)) ?? advertisingIds.find(isOtherwise);
      return owner && hasField(admitted.kept, owner.id) ? { field: owner.id, value: device.ifa } : undefined;
    }
    const open = device?.ext?.oaid;
    if (oaid !== undefined && typeof open === 'string' && open !== '') return { field: oaid.id, value: open };
    const value = partnerId(gates.use(admitted, 'personalisedAds')?.user);
    return partner && value !== undefined ? { field: partner.id, value } : undefined;
  };
}

/** The fields on a path by which a scope in force recognises; another member's value may tell them apart. */
function identifying(policy: CompiledPolicy, path: string): readonly FieldRow[] {
  const recognised = policy.identity.scopes
    .filter(({ state }) => state === 'inForce')
    .reduce((classes, { identifiers }) => classes | identifiers, 0);
  return policy.fields.filter(
    ({ classBit, paths }) => (classBit & recognised) !== 0 && paths.some((claim) => claim.path === path),
  );
}

const IFA = 'device.ifa';

/** Which of the fields on the path an advertising id is, the system's name tells, as it does for the collect gate. */
const isOf = ({ paths }: FieldRow, os: string | undefined): boolean =>
  os !== undefined && paths.some(({ path, when }) => path === IFA && when?.values.includes(os));
const isOtherwise = ({ paths }: FieldRow): boolean =>
  paths.some(({ path, otherwise }) => path === IFA && otherwise);

/** One of the partners' ids: of several the one whose source comes first in the alphabet, so that their order is no matter. */
function partnerId(user: RequestFor<'personalisedAds'>['user']): string | undefined {
  let first: { readonly source: string; readonly id: string } | undefined;
  for (const { source, uids } of [...(user?.eids ?? []), ...(user?.ext?.eids ?? [])]) {
    const id = uids?.find((uid) => uid.id)?.id;
    if (!source || !id) continue;
    if (first === undefined || source < first.source) first = { source, id };
  }
  return first && `${first.source}\n${first.id}`;
}
