import { at, isObject, type JsonObject, leafPaths } from './json.ts';

/** A setting of Prebid Server and what becomes of it here. */
export interface Rule {
  /** Path at Prebid Server; a rule for `a.b` takes everything below it. */
  readonly from: string;
  /** Path here. */
  readonly to?: string;
  /** What the value becomes; unchanged unless told. `undefined` leaves it out without a word: it says what holds anyway. */
  readonly as?: (value: unknown) => unknown;
  /** Why it is left out. */
  readonly why?: string;
}

export interface Mapped {
  readonly settings: JsonObject;
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
}

export const BY_POLICY = 'the privacy policy decides this (policy/policy.yaml), for every account alike';
const NO_SUCH = 'there is no such setting here';

/** Where Prebid Server in Java keeps under `auction` what the one in Go keeps at the top. */
export const either = (name: string, rule: Omit<Rule, 'from'>): readonly Rule[] => [
  { from: name, ...rule },
  { from: `auction.${name}`, ...rule },
];

/** Applies rules to a configuration; every value that no rule takes is named, so that nothing is lost unseen. */
export function mapSettings(value: JsonObject, rules: readonly Rule[]): Mapped {
  const settings: Record<string, unknown> = {};
  const leftOut: { path: string; reason: string }[] = [];
  const taken = new Set<string>();
  const isTaken = (path: string): boolean =>
    [...taken].some((known) => path === known || path.startsWith(`${known}.`));
  for (const { from, to, as = (given: unknown) => given, why } of rules) {
    const given = at(value, ...from.split('.'));
    if (given === undefined) continue;
    if (why === undefined) {
      taken.add(from);
      if (to !== undefined) put(settings, { path: to.split('.'), value: as(given) });
    } else if (leafPaths(given, from).some((path) => !isTaken(path))) {
      // What lies below may have been taken by rules of its own.
      leftOut.push({ path: from, reason: why });
      taken.add(from);
    }
  }
  for (const path of leafPaths(value))
    if (path !== '' && !isTaken(path)) leftOut.push({ path, reason: NO_SUCH });
  return { settings, leftOut };
}

function put(
  target: Record<string, unknown>,
  { path, value }: { path: readonly string[]; value: unknown },
): void {
  if (value === undefined) return;
  const [name = '', ...below] = path;
  if (below.length === 0) {
    target[name] = value;
    return;
  }
  const inner = isObject(target[name]) ? { ...target[name] } : {};
  put(inner, { path: below, value });
  target[name] = inner;
}
