import type { CompiledPolicy } from '../rows.ts';
import { concernOf } from './concern.ts';
import type { ChangeTopic, ChangeValue, Finding, PolicyDiff, Significance } from './policy-change.ts';
import { type View, type ViewRow, viewOf } from './policy-view.ts';
import { regimeChanges } from './regime-changes.ts';
import { type Rule, type Rules, SIGNIFICANCE } from './significance-rules.ts';

/**
 * What it takes to come from `a` to `b`, judged on the compiled tables only, by `significance-rules.ts`. Empty exactly when both
 * are the same policy. What widens on the way from `a` to `b` narrows on the way back.
 */
export function diffPolicies(a: CompiledPolicy, b: CompiledPolicy): PolicyDiff {
  const found = [
    ...compareMembers(viewOf(a), viewOf(b), { rules: SIGNIFICANCE, path: [] }),
    ...regimeChanges(a, b),
  ];
  // Nothing but the order in which the tables are told can still differ.
  if (found.length === 0 && a.hash !== b.hash)
    found.push({ topic: 'other', path: '', significance: 'editorial', before: a.hash, after: b.hash });
  const changes = found.map((finding) => ({ ...finding, ...concernOf(finding, a, b) }));
  const rank = (significance: Significance): number => ORDER.indexOf(significance);
  changes.sort((one, other) => rank(one.significance) - rank(other.significance));
  return {
    from: { version: a.version, hash: a.hash },
    to: { version: b.version, hash: b.hash },
    significance: changes[0]?.significance ?? 'none',
    changes,
  };
}

const ORDER: readonly Significance[] = ['widening', 'narrowing', 'editorial'];

interface Place {
  readonly path: readonly string[];
}

/** Members that have no rule are judged as replaced. */
function compareMembers(
  a: ViewRow,
  b: ViewRow,
  { rules, path }: Place & { readonly rules: Rules },
): Finding[] {
  return namesOf(a, b).flatMap((name) => {
    const rule: Rule = rules[name] ?? { how: 'replaced', topic: 'other' };
    return compare(a[name] ?? null, b[name] ?? null, { rule, path: [...path, name] });
  });
}

const namesOf = (a: ViewRow, b: ViewRow): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

function compare(a: View, b: View, { rule, path }: Place & { readonly rule: Rule }): Finding[] {
  if (same(a, b)) return [];
  const at = { topic: rule.topic, path: path.join('.') };
  switch (rule.how) {
    case 'described':
      return [{ ...at, significance: 'editorial', before: shown(a), after: shown(b) }];
    case 'replaced':
      return replacement(at, { before: shown(a), after: shown(b) });
    case 'grants':
      return setChanges(at, { before: listOf(a), after: listOf(b) }, 'widening');
    case 'limits':
      return setChanges(at, { before: listOf(a), after: listOf(b) }, 'narrowing');
    case 'more':
    case 'less':
      return typeof a === 'number' && typeof b === 'number'
        ? [
            {
              ...at,
              significance: wider(b > a === (rule.how === 'more')),
              before: number(a),
              after: number(b),
            },
          ]
        : replacement(at, { before: shown(a), after: shown(b) });
    case 'ranked':
      return ranking(at, { before: shown(a), after: shown(b), ranks: rule.ranks });
    case 'rows':
      return compareRows(rowsOf(a), rowsOf(b), { rule, path });
    case 'group':
      return compareMembers(rowsOf(a), rowsOf(b), { rules: rule.of, path });
  }
}

interface At {
  readonly topic: ChangeTopic;
  readonly path: string;
}

interface Change {
  readonly before: ChangeValue;
  readonly after: ChangeValue;
}

const wider = (yes: boolean): Significance => (yes ? 'widening' : 'narrowing');

const replacement = (at: At, { before, after }: Change): Finding[] => [
  ...(before === null ? [] : [{ ...at, significance: 'narrowing', before, after: null } as const]),
  ...(after === null ? [] : [{ ...at, significance: 'widening', before: null, after } as const]),
];

/** @param coming what it amounts to when a member comes. */
function setChanges(
  at: At,
  { before, after }: { before: readonly string[]; after: readonly string[] },
  coming: 'widening' | 'narrowing',
): Finding[] {
  const came = after.filter((item) => !before.includes(item));
  const went = before.filter((item) => !after.includes(item));
  const going = wider(coming !== 'widening');
  return [
    ...(came.length > 0 ? [{ ...at, significance: coming, before: null, after: came }] : []),
    ...(went.length > 0 ? [{ ...at, significance: going, before: went, after: null }] : []),
  ];
}

function ranking(
  at: At,
  { before, after, ranks }: Change & { readonly ranks: Readonly<Record<string, number>> },
) {
  const [old, today] = [ranks[String(before)], ranks[String(after)]];
  if (old === undefined || today === undefined) return replacement(at, { before, after });
  const significance: Significance = old === today ? 'editorial' : wider(today > old);
  return [{ ...at, significance, before, after }];
}

function compareRows(
  a: ViewRow,
  b: ViewRow,
  { rule, path }: Place & { readonly rule: Rule & { readonly how: 'rows' } },
): Finding[] {
  const judged = { grants: 'widening', limits: 'narrowing', described: 'editorial' } as const;
  const coming = judged[rule.presence];
  const going = coming === 'editorial' ? coming : wider(coming === 'narrowing');
  return namesOf(a, b).flatMap((name): Finding[] => {
    const [old, today] = [a[name], b[name]];
    const place = [...path, name];
    const at = { topic: rule.topic, path: place.join('.') };
    if (old === undefined)
      return [{ ...at, significance: coming, before: null, after: shown(today ?? null) }];
    if (today === undefined) return [{ ...at, significance: going, before: shown(old), after: null }];
    return isRule(rule.of)
      ? compare(old, today, { rule: rule.of, path: place })
      : compareMembers(rowsOf(old), rowsOf(today), { rules: rule.of, path: place });
  });
}

const isRule = (of: Rules | Rule): of is Rule => typeof of['how'] === 'string';

const rowsOf = (view: View): ViewRow => (isRow(view) ? view : {});
const isRow = (view: View): view is ViewRow =>
  typeof view === 'object' && view !== null && !Array.isArray(view);

/** A set's members as text; a single value is a set of one, an absent one the empty set. */
function listOf(view: View): readonly string[] {
  if (view === null) return [];
  if (Array.isArray(view)) return view.map((item: View) => text(item));
  return isRow(view) ? Object.keys(view) : [text(view)];
}

const text = (view: View): string => (isRow(view) ? summary(view).join(', ') : String(number(view)));

/** JSON has no number for "as long as the account exists". */
const number = <T>(view: T): T | 'account' => (view === Number.POSITIVE_INFINITY ? 'account' : view);

/** A value as a change shows it; a row by its members. */
function shown(view: View): ChangeValue {
  if (isRow(view)) return summary(view);
  return Array.isArray(view) ? view.map((item: View) => text(item)) : number(view as ChangeValue);
}

const summary = (row: ViewRow): string[] =>
  Object.entries(row)
    .filter(([name, value]) => name !== 'id' && name !== 'clause' && listOf(value).length > 0)
    .map(
      ([name, value]) =>
        `${name} ${isRow(value) ? `(${summary(value).join(', ')})` : listOf(value).join(' ')}`,
    );

const same = (a: View, b: View): boolean => sorted(a) === sorted(b);

/** Equal for equal values, whatever the order of sets and members. */
function sorted(view: View): string {
  if (Array.isArray(view))
    return `[${view
      .map((item: View) => sorted(item))
      .sort()
      .join()}]`;
  if (!isRow(view)) return view === Number.POSITIVE_INFINITY ? 'always' : JSON.stringify(view);
  return `{${Object.keys(view)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${sorted(view[name] ?? null)}`)
    .join()}}`;
}
