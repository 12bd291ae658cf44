import type { CompiledPolicy, FieldRow } from './rows.ts';
import { splitPlace } from './stored-places.ts';

/** A difference between what the policy declares and what is really there. */
export interface PlaceFault {
  readonly code: 'place.undeclared' | 'place.absent';
  /** The column or member, as the policy would name it. */
  readonly place: string;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/**
 * Compares the stores with the policy, both ways. @param real every column, member, family and file there is; a declared
 * folder stands for the files in it.
 */
export function compareStores(policy: CompiledPolicy, real: readonly string[]): readonly PlaceFault[] {
  return compare(policy, real, {
    key: 'store',
    where: 'the store',
    places: ({ store }) => store,
    nameOf: nameOfStored,
    above: withFolders,
  });
}

/** Compares the members of the control API with the policy, both ways. @param real as `apiPlaces` names them */
export function compareApi(policy: CompiledPolicy, real: readonly string[]): readonly PlaceFault[] {
  return compare(policy, real, {
    key: 'api',
    where: 'the control API',
    places: ({ api }) => api,
    nameOf: (place) => `the member ${place}`,
    above: (place) => [place],
  });
}

interface Side {
  readonly key: 'store' | 'api';
  readonly where: string;
  places(field: FieldRow): readonly string[];
  nameOf(place: string): string;
  /** The place and what stands for it. */
  above(place: string): readonly string[];
}

function compare(policy: CompiledPolicy, real: readonly string[], side: Side): readonly PlaceFault[] {
  const { key, where, nameOf } = side;
  const declared = new Set(policy.fields.flatMap(side.places));
  const present = new Set(real.flatMap(side.above));
  const undeclared = real.filter((place) => !side.above(place).some((above) => declared.has(above)));
  return [
    ...undeclared.map(
      (place): PlaceFault => ({
        code: 'place.undeclared',
        place,
        message: `${where} has ${nameOf(place)} and no field of the policy declares it; write \`${key}: ["${place}"]\` under the field that it holds (policy/policy.yaml, fields), or remove it`,
      }),
    ),
    ...[...declared]
      .filter((place) => !present.has(place))
      .map((place): PlaceFault => {
        const owners = policy.fields.filter((field) => side.places(field).includes(place));
        return {
          code: 'place.absent',
          place,
          message: `the policy declares ${nameOf(place)} and ${where} has none; take "${place}" out of \`${key}\` of ${owners.map(({ name }) => name).join(', ')} (policy/policy.yaml, fields)`,
        };
      }),
  ];
}

function withFolders(place: string): readonly string[] {
  if (!place.startsWith('file:')) return [place];
  const parts = place.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function nameOfStored(place: string): string {
  const [table, column] = splitPlace(place);
  if (column !== '') return `${column} in ${table}`;
  return place.startsWith('file:') ? `the file ${place.slice('file:'.length)}` : `keys of ${table}`;
}
