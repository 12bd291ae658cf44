type Members = Readonly<Record<string, unknown>>;

export function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

const NOTHING: readonly unknown[] = [];

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : NOTHING);

/** A copy with the member set, or left out where it is undefined; undefined once nothing is left. */
export function withMember(value: unknown, name: string, member: unknown): Members | undefined {
  const before = membersOf(value);
  if (member !== undefined) return { ...before, [name]: member };
  const { [name]: _, ...others } = before;
  return Object.keys(others).length === 0 ? undefined : others;
}

/** A copy with the item set, or left out where it is undefined; undefined once nothing is left. */
export function withItem(value: unknown, index: number, item: unknown): readonly unknown[] | undefined {
  const items =
    item === undefined ? listOf(value).toSpliced(index, 1) : listOf(value).toSpliced(index, 1, item);
  return items.length === 0 ? undefined : items;
}

/** A copy with the item at `from` put before or behind its neighbour. */
export function moved(value: unknown, from: number, by: -1 | 1): readonly unknown[] {
  const items = listOf(value);
  return items.toSpliced(from, 1).toSpliced(from + by, 0, items[from]);
}

/** A copy with the member named anew, at the place where it stood. */
export function renamed(value: unknown, before: string, after: string): Members {
  return Object.fromEntries(
    Object.entries(membersOf(value)).map(([name, member]) => [name === before ? after : name, member]),
  );
}
