import type { FieldPath, FieldRow, FloorRow, RegimeRow, Retention } from '../rows.ts';
import { type Compilation, checkIds } from './compilation.ts';
import { expandPath } from './expand-path.ts';
import type { FieldSource } from './source-schema.ts';

/** Fields, sorted by id. What their paths lead to is checked by `checkPaths`. */
export function compileFields(work: Compilation, regimes: readonly RegimeRow[]): FieldRow[] {
  checkIds(work, 'fields', work.policy.fields);
  const rows = Object.entries(work.policy.fields).map(([name, source]) =>
    compileField(work, name, source, regimes),
  );
  return rows.sort((a, b) => a.id - b.id);
}

function compileField(
  work: Compilation,
  name: string,
  source: FieldSource,
  regimes: readonly RegimeRow[],
): FieldRow {
  const at = ['fields', name];
  const { purposes, classes, fields, regimes: regimeSources } = work.policy;
  const classBit = work.bitsOf([source.class], classes, [...at, 'class']);
  const finer = source.coarseOf === undefined ? undefined : fields[source.coarseOf];
  if (source.coarseOf !== undefined && finer === undefined) {
    work.report(
      'name.unknown',
      [...at, 'coarseOf'],
      `there is no field "${source.coarseOf}"; name the field this one is the coarse form of`,
    );
  }
  const coarse = Object.values(fields).filter((other) => other.coarseOf === name);
  if (coarse.length > 1)
    work.report('form.impossible', at, `"${name}" has ${coarse.length} coarse forms; keep one`);
  const collect = source.collect ?? 'on';
  const enabled = work.bitsOf(source.enable ?? [], regimeSources, [...at, 'enable']);
  return {
    id: source.id,
    name,
    clause: source.clause,
    subject: source.subject,
    category: source.category,
    className: source.class,
    classBit,
    form: source.coarseOf === undefined ? (source.form ?? 'raw') : 'truncated',
    paths: compilePaths(work, name, source.paths ?? []),
    coarseOf: finer?.id ?? -1,
    coarse: coarse[0]?.id ?? -1,
    purposes: work.bitsOf(source.purposes, purposes, [...at, 'purposes']),
    requires: work.bitsOf(source.requires ?? [], purposes, [...at, 'requires']),
    regimes: collect === 'on' ? (1 << regimes.length) - 1 : enabled,
    collect,
    share: source.share ?? 'contract',
    api: compilePlaces(work, source.api ?? [], { at: ['fields', name, 'api'], ...API_PLACE }),
    store: compilePlaces(work, source.store ?? [], { at: ['fields', name, 'store'], ...STORED_PLACE }),
    retention: compileRetention(work, name, source),
  };
}

function compilePaths(
  work: Compilation,
  name: string,
  patterns: NonNullable<FieldSource['paths']>,
): FieldPath[] {
  return patterns.flatMap((entry, index): FieldPath[] => {
    const at = ['fields', name, 'paths', index];
    const pattern = typeof entry === 'string' ? entry : entry.path;
    const paths = expandPath(pattern);
    if (paths === undefined) {
      work.report('path.unknown', at, `"${pattern}" has braces that don't match; write a.{b,c}`);
      return [];
    }
    if (typeof entry === 'string') return paths.map((path) => ({ path, otherwise: false }));
    if ('otherwise' in entry) return paths.map((path) => ({ path, otherwise: true }));
    const siblings = Object.entries(entry.when);
    const [sibling, values] = siblings[0] ?? [];
    if (
      siblings.length !== 1 ||
      sibling === undefined ||
      values === undefined ||
      values.some((value) => value !== value.toLowerCase())
    ) {
      work.report(
        'path.variant',
        at,
        'write `when: { sibling: [values in lower case] }` with exactly one sibling',
      );
      return [];
    }
    return paths.map((path) => ({ path, when: { sibling, values }, otherwise: false }));
  });
}

/** Names of columns, members and files, in the one syntax that all engines and doors share. */
interface PlaceSyntax {
  readonly pattern: RegExp;
  readonly what: string;
  readonly write: string;
}

/** A schema other than `public` stands before the table. */
const STORED_PLACE: PlaceSyntax = {
  pattern: /^((records|analytics|log|hot):[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)+|file:[a-z0-9._/-]+)$/,
  what: 'place in a store',
  write:
    'records:table.column, analytics:table.{column,column}, log:topic.member, hot:family.key or file:path',
};
const API_PLACE: PlaceSyntax = {
  pattern: /^[a-z-]+(\.[A-Za-z-]+)+$/,
  what: 'member of the control API',
  write: 'schema.member or schema.{member,member}',
};

function compilePlaces(
  work: Compilation,
  patterns: readonly string[],
  { at, pattern: syntax, what, write }: PlaceSyntax & { readonly at: readonly string[] },
): string[] {
  return patterns.flatMap((pattern, index) => {
    const places = expandPath(pattern);
    if (places?.every((place) => syntax.test(place))) return places;
    work.report('value.invalid', [...at, index], `"${pattern}" is no ${what}; write ${write}`);
    return [];
  });
}

function compileRetention(
  work: Compilation,
  name: string,
  { retention, store, subject }: FieldSource,
): Retention {
  const { keep, criterion, then } = retention;
  const at = ['fields', name, 'retention'];
  const stored = (store?.length ?? 0) > 0;
  if (stored && keep === 'request') {
    work.report(
      'retention.period',
      at,
      'a stored field is kept longer than the request; write keep: P90D, for example',
    );
  }
  if ((keep === 'request') !== (then === undefined)) {
    work.report(
      'retention.period',
      at,
      'say what follows with `then: delete | anonymise | shred`, and only where something is kept beyond the request',
    );
  }
  if (keep === 'platform' && subject !== 'none') {
    work.report(
      'retention.period',
      at,
      'only what is about nobody stays as long as the platform; write keep: account or a number of days',
    );
  }
  const days = keep.startsWith('P') ? Number(keep.slice(1, -1)) : keep === 'request' ? 0 : -1;
  // biome-ignore lint/suspicious/noThenProperty: the policy's own word, and no promise is near.
  return { keep, days, criterion, then: then ?? 'nothingKept' };
}

/** Is the field collected raw under every regime and every floor? */
export function isAlwaysCollected(
  field: FieldRow,
  regimes: readonly RegimeRow[],
  floors: readonly FloorRow[],
): boolean {
  const denied = floors.reduce((bits, floor) => bits | floor.denies, 0);
  const dropped = floors.reduce((bits, floor) => bits | floor.drops, 0);
  if (
    field.form !== 'raw' ||
    field.requires !== 0 ||
    field.collect === 'off' ||
    (field.classBit & dropped) !== 0
  )
    return false;
  return regimes.every((regime) => (field.purposes & regime.always & ~denied) !== 0);
}

/** Reports fields that no regime could ever let in: their declaration promises something that can't happen. */
export function checkReachable(
  work: Compilation,
  fields: readonly FieldRow[],
  regimes: readonly RegimeRow[],
): void {
  for (const field of fields) {
    const reachable = regimes.some((regime) => {
      const possible = regime.always | regime.onGrant;
      return (
        ((field.regimes >>> regime.id) & 1) === 1 &&
        (field.purposes & possible) !== 0 &&
        (field.requires & ~possible) === 0
      );
    });
    const declaredOff = field.collect === 'off' && field.regimes === 0;
    if (!reachable && !declaredOff) {
      work.report(
        'field.unreachable',
        ['fields', field.name],
        'no regime gives a basis to its purposes; correct purposes, requires or enable, or write collect: off',
      );
    }
  }
}
