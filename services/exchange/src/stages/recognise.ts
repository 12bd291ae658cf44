import type { Identifier } from '@jianchat/identity';
import type { BidRequest } from '@jianchat/openrtb';
import type { Admitted, CompiledPolicy, FieldRow, Gates } from '@jianchat/policy';

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
  const advertisingId = ownersOf(policy, 'device.ifa');
  const [oaid] = ownersOf(policy, 'device.ext.oaid');
  const [partner] = ownersOf(policy, 'user.eids.uids.id');
  return (admitted) => {
    if (!gates.mayHold(admitted.signals, subject.id)) return undefined;
    const { device, user } = admitted.request;
    if (device?.ifa) {
      const owner =
        advertisingId.find((field) => isField(field, device.os)) ?? advertisingId.find(isOtherwise);
      return owner && { field: owner.id, value: device.ifa };
    }
    const open = device?.ext?.oaid;
    if (oaid !== undefined && typeof open === 'string' && open !== '') return { field: oaid.id, value: open };
    const value = partnerId(user);
    return partner && value !== undefined ? { field: partner.id, value } : undefined;
  };
}

const IFA = 'device.ifa';

/** The fields that share a path, those that another member's value tells apart included. */
const ownersOf = (policy: CompiledPolicy, path: string): readonly FieldRow[] =>
  policy.fields.filter((field) => field.paths.some((claim) => claim.path === path));

const isField = ({ paths }: FieldRow, os: string | undefined): boolean =>
  os !== undefined && paths.some(({ path, when }) => path === IFA && when?.values.includes(os.toLowerCase()));

const isOtherwise = ({ paths }: FieldRow): boolean =>
  paths.some(({ path, when }) => path === IFA && when === undefined);

/** One of the partners' ids: of several the one whose source comes first in the alphabet, so that their order is no matter. */
function partnerId(user: BidRequest['user']): string | undefined {
  let first: { readonly source: string; readonly id: string } | undefined;
  for (const { source, uids } of [...(user?.eids ?? []), ...(user?.ext?.eids ?? [])]) {
    const id = uids?.find((uid) => uid.id)?.id;
    if (!source || !id) continue;
    if (first === undefined || source < first.source) first = { source, id };
  }
  return first && `${first.source}\n${first.id}`;
}
