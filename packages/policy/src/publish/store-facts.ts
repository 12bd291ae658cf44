import { hasField } from '../field-mask.ts';
import type { CompiledPolicy, FieldRow, RegimeRow } from '../rows.ts';
import { outlivesRequest } from './data-deletion.ts';
import { type ApplePurpose, type GooglePurpose, storePurposesOf } from './store-mapping.ts';

/** Classes by which a person or a device is recognised again. */
const IDENTIFIER_CLASSES: readonly string[] = ['resettable', 'partnerId', 'immutable'];
/** Floors that people set by their own choice, on the device or in a consent dialogue. */
const CHOSEN_FLOORS: readonly string[] = ['optOut', 'osDenied', 'deletion'];

/** What app stores ask about one field, derived from its row and from the contracts that name it. */
export interface StoreFacts {
  /** Used for, by the platform itself. */
  readonly apple: readonly ApplePurpose[];
  readonly google: readonly GooglePurpose[];
  /** Used for, by those who receive it; empty when nobody does. */
  readonly sharedFor: readonly GooglePurpose[];
  /** It identifies, or some recipient may get it together with something that does. */
  readonly linked: boolean;
  /** A recipient may get it for a purpose that recognises people across companies. */
  readonly tracking: boolean;
  /** Kept only while a request is answered, and given to nobody. */
  readonly ephemeral: boolean;
  /** Everywhere either asked for first, or dropped when the person refuses. */
  readonly optional: boolean;
}

/** Throws a RangeError for a purpose that `unmappedForStores` tells of. */
export function storeFactsOf(policy: CompiledPolicy, field: FieldRow): StoreFacts {
  const own = policy.purposes.filter((purpose) => (field.purposes & purpose.bit) !== 0).map(mapped);
  const contracts = [...policy.contracts.values()];
  const sharings =
    field.share === 'never'
      ? []
      : contracts.flatMap((contract) =>
          contract.allow
            .filter(({ fields }) => hasField(fields, field.id))
            .map((entry) => ({ contract, entry })),
        );
  const received = policy.purposes
    .filter((purpose) => sharings.some(({ entry }) => entry.purpose === purpose.bit))
    .map(mapped);
  const identifiers = policy.fields.filter((row) => IDENTIFIER_CLASSES.includes(row.className));
  const withIdentifier = sharings.some(({ contract }) =>
    contract.allow.some(({ fields }) => identifiers.some((row) => hasField(fields, row.id))),
  );
  return {
    apple: distinct(own.flatMap(({ apple }) => apple)),
    google: distinct(own.flatMap(({ google }) => google)),
    sharedFor: distinct(received.flatMap(({ google }) => google)),
    linked: IDENTIFIER_CLASSES.includes(field.className) || withIdentifier,
    tracking: received.some(({ tracks }) => tracks),
    ephemeral: sharings.length === 0 && !outlivesRequest(policy, field),
    optional: isOptional(policy, field),
  };
}

function mapped(purpose: CompiledPolicy['purposes'][number]) {
  const found = storePurposesOf(purpose);
  if (found === undefined) throw new RangeError(`no store calls purpose.${purpose.name} anything`);
  return found;
}

const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

function isOptional(policy: CompiledPolicy, field: FieldRow): boolean {
  const refusable = policy.floors.some(
    (floor) => CHOSEN_FLOORS.includes(floor.name) && (floor.drops & field.classBit) !== 0,
  );
  const isUnasked = (regime: RegimeRow): boolean =>
    ((field.regimes >>> regime.id) & 1) === 1 &&
    (field.purposes & regime.always) !== 0 &&
    (field.requires & ~regime.always) === 0;
  return refusable || !policy.regimes.some(isUnasked);
}
