import type { FieldPath, FieldRow, FloorRow, RegimeRow } from '../rows.ts';
import { type Compilation, checkIds } from './compilation.ts';
import { API_PLACE, compilePlaces, STORED_PLACE } from './compile-places.ts';
import { compileRetention } from './compile-retention.ts';
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
    api: compilePlaces(work, source.api ?? [], { at: [...at, 'api'], ...API_PLACE }),
    store: compilePlaces(work, source.store ?? [], { at: [...at, 'store'], ...STORED_PLACE }),
    sources: source.sources,
    retention: compileRetention(work, [...at, 'retention'], source),
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
