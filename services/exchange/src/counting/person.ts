import type { Identifier } from '@jianchat/identity';
import {
  type Admitted,
  type CompiledPolicy,
  type FieldRow,
  type Gates,
  hasField,
  type RequestFor,
} from '@jianchat/policy';
import { countedField, recognising } from './counted-field.ts';

/** By what a person is known on each of their devices; undefined where nobody is signed in, or nobody may be recognised. */
export type PersonRule = (admitted: Admitted, account: string) => Identifier | undefined;

/** AdCOM "Agent Types": the same on all devices of a person. */
const OF_PERSON = 3;

/**
 * Persons under one policy: whoever the media says is signed in. An identity partner's id of a person holds in all media, so it goes
 * before the number that a publisher knows somebody by, which holds in the media of its account.
 */
export function personRule(policy: CompiledPolicy, gates: Gates): PersonRule {
  const person = countedField(policy, { scope: 'person', place: 'hot:person.shown' });
  if (person === undefined) return () => undefined;
  const partner = recognising(policy, 'person', 'user.eids.uids.id');
  const publisher = recognising(policy, 'person', 'user.id');
  const entered = (admitted: Admitted, field: FieldRow | undefined): field is FieldRow =>
    field !== undefined && hasField(admitted.kept, field.id);
  return (admitted, account) => {
    if (!gates.mayHold(admitted.signals, person.id)) return undefined;
    const user = gates.use(admitted, 'limitedAds')?.user;
    if (user === undefined) return undefined;
    const partners = entered(admitted, partner) ? idOfPerson(user) : undefined;
    if (partner && partners) return { field: partner.id, within: partners.source, value: partners.id };
    if (!user.id || !entered(admitted, publisher)) return undefined;
    return { field: publisher.id, within: account, value: user.id };
  };
}

type User = NonNullable<RequestFor<'limitedAds'>['user']>;

/** Of several the one whose source comes first in the alphabet, so that their order is no matter. */
function idOfPerson({ eids = [], ext }: User): { readonly source: string; readonly id: string } | undefined {
  let first: { readonly source: string; readonly id: string } | undefined;
  for (const { source, uids } of [...eids, ...(ext?.eids ?? [])]) {
    const id = uids?.find((uid) => uid.id && uid.atype === OF_PERSON)?.id;
    if (!source || !id) continue;
    if (first === undefined || source < first.source) first = { source, id };
  }
  return first;
}
