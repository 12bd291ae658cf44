import { createOwnIdentifiers, type OwnSignal } from '@jianchat/consent';
import type { Choices } from '@jianchat/identity';
import type { CompiledPolicy, Gates, SignalState } from '@jianchat/policy';

/** What the person of a request told the platform itself; asked before the gate, with what the request's signals say. */
export type OwnChoices = (raw: unknown, signals: SignalState) => readonly OwnSignal[];

/** Where the policy says that it keeps choices: the field that declares it rules over looking them up. */
const CHOICES = 'hot:choice.of';
const NONE: readonly OwnSignal[] = [];
const UNREADABLE: readonly OwnSignal[] = ['unreadable'];

const fieldOfChoices = (policy: CompiledPolicy) =>
  policy.fields.find(({ collect, store }) => collect === 'on' && store.includes(CHOICES));

/** Whether the policy keeps what people tell the platform itself. */
export const keepsChoices = (policy: CompiledPolicy): boolean => fieldOfChoices(policy) !== undefined;

/**
 * Looking choices up under one policy. An identifier is read for it only where the policy keeps choices, and where there is
 * something that they could take away: where nothing personal may happen anyway, nobody needs to be looked for.
 */
export function ownChoices(
  policy: CompiledPolicy,
  { gates, choices }: { gates: Gates; choices: Pick<Choices, 'of'> | undefined },
): OwnChoices {
  const field = fieldOfChoices(policy);
  if (field === undefined || choices === undefined) return () => NONE;
  const identifiers = createOwnIdentifiers(policy);
  const personal = takenAway(policy);
  return (raw, signals) => {
    const regime = policy.regimes[signals.regime];
    const allowed = regime ? regime.always | (regime.onGrant & signals.grants) : 0;
    if ((allowed & personal) === 0 || !gates.mayHold(signals, field.id)) return NONE;
    const found = identifiers.find(raw);
    if (found === 'tooMany') return UNREADABLE;
    return found.length === 0 ? NONE : choices.of(found);
  };
}

/** Purposes that a choice can deny, or whose fields it can keep out. */
function takenAway(policy: CompiledPolicy): number {
  const signal = policy.signals.find(({ name }) => name === 'ownChoices');
  const floors = policy.floors.filter(({ bit }) => ((signal?.floors ?? 0) & bit) !== 0);
  const dropped = floors.reduce((classes, { drops }) => classes | drops, 0);
  const denied = floors.reduce((purposes, { denies }) => purposes | denies, 0);
  return policy.fields
    .filter(({ classBit }) => (classBit & dropped) !== 0)
    .reduce((purposes, field) => purposes | field.purposes, denied);
}
