import type { ChildrenRule, SignalRow } from '../document-rows.ts';
import type { FieldRow } from '../rows.ts';
import { type Compilation, checkIds } from './compilation.ts';
import { byId, documentRow, everyRegime } from './document-row.ts';
import { expandPath } from './expand-path.ts';

/** Signals, sorted by id. Each path is that of one signal, and every path of the fields that hold signals is some signal's. */
export function compileSignals(work: Compilation, fields: readonly FieldRow[]): SignalRow[] {
  const { signals, purposes, floors, regimes } = work.policy;
  checkIds(work, 'signals', signals);
  const rows = Object.entries(signals).map(([name, source]): SignalRow => {
    const at = ['signals', name];
    const floorBits = work.bitsOf(source.floors ?? [], floors, [...at, 'floors']);
    return {
      ...documentRow(name, source),
      paths: source.paths.flatMap((pattern, index) => {
        const paths = expandPath(pattern);
        if (paths === undefined)
          work.report('path.unknown', [...at, 'paths', index], `"${pattern}" has braces that don't match`);
        return paths ?? [];
      }),
      headers: source.headers ?? [],
      gppSections: source.gppSections ?? [],
      regimes: work.bitsOf(source.regimes ?? [], regimes, [...at, 'regimes']),
      grants: work.bitsOf(source.grants ?? [], purposes, [...at, 'grants']),
      floors: floorBits,
      ...(source.malformed ? { malformed: malformedOf(work, name, floorBits) } : {}),
    };
  });
  checkPlaces(work, rows, fields);
  return byId(rows);
}

function malformedOf(work: Compilation, name: string, floorBits: number): { floor: number; reason: string } {
  const at = ['signals', name, 'malformed'];
  const { floor, reason } = work.policy.signals[name]?.malformed ?? { floor: '', reason: '' };
  const bit = work.bitsOf([floor], work.policy.floors, [...at, 'floor']);
  if ((bit & ~floorBits) !== 0)
    work.report(
      'signal.floor',
      [...at, 'floor'],
      `"${floor}" is not among the floors of this signal; add it there`,
    );
  if (!/^(signal|location)(\.[a-zA-Z]+)+$/.test(reason))
    work.report('value.invalid', [...at, 'reason'], 'write a reason code such as signal.tcf.malformed');
  return { floor: bit, reason };
}

function checkPlaces(work: Compilation, rows: readonly SignalRow[], fields: readonly FieldRow[]): void {
  const owners = new Map<string, string>();
  const fieldOf = new Map(fields.flatMap((field) => field.paths.map(({ path }) => [path, field] as const)));
  for (const row of rows) {
    const at = ['signals', row.name, 'paths'];
    for (const path of row.paths) {
      const owner = owners.get(path);
      if (owner !== undefined)
        work.report('path.duplicate', at, `${path} is already read as "${owner}"; remove it`);
      owners.set(path, row.name);
      if (!fieldOf.has(path))
        work.report(
          'path.unknown',
          at,
          `${path} belongs to no field; declare it under fields.consentSignals.paths`,
        );
    }
  }
  for (const [path, field] of fieldOf) {
    if (field.className === 'consentSignal' && !owners.has(path))
      work.report(
        'signal.undeclared',
        ['signals'],
        `${path} is collected as a signal ("${field.name}"), and no signal reads it; add it to one`,
      );
  }
}

/** Children: the floor, the signals that set it, and the ages of every regime. */
export function compileChildren(work: Compilation): ChildrenRule {
  const { children, signals, floors } = work.policy;
  work.bitsOf(children.signals, signals, ['children', 'signals']);
  children.signals.forEach((name, index) => {
    const signal = Object.hasOwn(signals, name) ? signals[name] : undefined;
    if (signal && !signal.floors?.includes(children.floor))
      work.report(
        'signal.floor',
        ['children', 'signals', index],
        `"${name}" can't set the floor "${children.floor}"; add it to signals.${name}.floors or name another signal`,
      );
  });
  everyRegime(work, children.ages, ['children', 'ages']);
  for (const [regime, { minorUnder, parentUnder }] of Object.entries(children.ages)) {
    if (parentUnder > minorUnder)
      work.report(
        'value.invalid',
        ['children', 'ages', regime, 'parentUnder'],
        `whoever needs a parent is a minor as well; write at most ${minorUnder}`,
      );
  }
  return {
    clause: children.clause,
    floor: work.bitsOf([children.floor], floors, ['children', 'floor']),
    signals: children.signals,
    ages: children.ages,
  };
}
