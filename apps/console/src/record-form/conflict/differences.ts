/** A record as it was opened, as it stands in the form, and as somebody else saved it meanwhile. */
export interface ThreeVersions {
  readonly base: unknown;
  readonly yours: unknown;
  readonly theirs: unknown;
}

export interface Difference {
  /** Dotted. */
  readonly path: string;
  readonly yours: unknown;
  readonly theirs: unknown;
  /** Who made it differ from what was opened. */
  readonly by: 'you' | 'them' | 'both';
}

/** Where the two differ, member by member; lists are compared whole. */
export function differences(versions: ThreeVersions, path = ''): readonly Difference[] {
  const { base, yours, theirs } = versions;
  if (same(yours, theirs)) return [];
  if (isObject(yours) && isObject(theirs))
    return membersOf(yours, theirs).flatMap((member) =>
      differences(inside(versions, member), path === '' ? member : `${path}.${member}`),
    );
  const by = same(base, theirs) ? 'you' : same(base, yours) ? 'them' : 'both';
  return [{ path, yours, theirs, by }];
}

/** Theirs, with what you changed: where both changed the same, yours. */
export function combined(versions: ThreeVersions): unknown {
  const { base, yours, theirs } = versions;
  if (same(yours, theirs)) return theirs;
  if (!isObject(yours) || !isObject(theirs)) return same(base, yours) ? theirs : yours;
  return Object.fromEntries(
    membersOf(theirs, yours).flatMap((member) => {
      const value = combined(inside(versions, member));
      return value === undefined ? [] : [[member, value]];
    }),
  );
}

const membersOf = (one: object, other: object): readonly string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

const inside = ({ base, yours, theirs }: ThreeVersions, member: string): ThreeVersions => ({
  base: memberOf(base, member),
  yours: memberOf(yours, member),
  theirs: memberOf(theirs, member),
});

const memberOf = (value: unknown, member: string): unknown =>
  isObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => same(item, other[at]));
  if (isObject(one) && isObject(other))
    return membersOf(one, other).every((member) => same(memberOf(one, member), memberOf(other, member)));
  return one === other;
}
