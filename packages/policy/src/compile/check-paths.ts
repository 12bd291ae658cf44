import { BID_REQUEST, findNode, throughLists, type VocabularyNode, valuePaths } from '@jianchat/openrtb';
import type { FieldPath, FieldRow, FloorRow, RegimeRow } from '../rows.ts';
import type { Compilation } from './compilation.ts';
import { isAlwaysCollected } from './compile-fields.ts';
import { expandPath } from './expand-path.ts';

interface Claim {
  readonly field: FieldRow;
  readonly path: FieldPath;
}

interface Rules {
  readonly fields: readonly FieldRow[];
  readonly regimes: readonly RegimeRow[];
  readonly floors: readonly FloorRow[];
}

/**
 * Checks that the policy and the vocabulary of bid requests agree: every path exists, has one owner (or well-formed variants),
 * can take the declared form, and no path of the vocabulary is left without a decision.
 * @returns the paths that are deliberately not collected.
 */
export function checkPaths(work: Compilation, rules: Rules): string[] {
  const values = new Set(valuePaths(BID_REQUEST));
  const claims = new Map<string, Claim[]>();
  for (const field of rules.fields) {
    for (const path of field.paths) {
      if (!checkPath(work, field, path.path, values)) continue;
      const owners = claims.get(path.path);
      if (owners) owners.push({ field, path });
      else claims.set(path.path, [{ field, path }]);
    }
    checkForm(work, field, rules.fields);
  }
  for (const [path, owners] of claims) checkOwners(work, { path, owners, claims, rules });
  checkPlatformOnly(work);
  const notCollected = expandNotCollected(work, values, claims);
  checkDecided(work, values, new Set([...claims.keys(), ...notCollected]));
  return notCollected;
}

function checkPath(work: Compilation, field: FieldRow, path: string, values: ReadonlySet<string>): boolean {
  const at = ['fields', field.name, 'paths'];
  const mirror = Object.keys(work.policy.mirrors).find((prefix) => path.startsWith(`${prefix}.`));
  if (mirror !== undefined) {
    work.report(
      'path.duplicate',
      at,
      `${path} repeats ${work.policy.mirrors[mirror]} through a mirror; remove it`,
    );
    return false;
  }
  if (values.has(path)) return true;
  const node = findNode(BID_REQUEST, path);
  if (node === undefined) {
    work.report('path.unknown', at, `${path} is no path of a bid request; ${suggestion(path)}`);
  } else {
    work.report('path.container', at, `${path} holds other members; write ${memberHint(path, node)}`);
  }
  return false;
}

function suggestion(path: string): string {
  const parts = path.split('.');
  for (let length = parts.length - 1; length > 0; length--) {
    const parent = parts.slice(0, length).join('.');
    const node = findNode(BID_REQUEST, parent);
    const inner = node && throughLists(node);
    if (inner?.kind === 'object')
      return `below ${parent} there are: ${[...inner.children.keys()].join(', ')}`;
  }
  return `a request has: ${[...BID_REQUEST.children.keys()].join(', ')}`;
}

function memberHint(path: string, node: VocabularyNode): string {
  const inner = throughLists(node);
  if (inner.kind === 'object') return `${path}.{${[...inner.children.keys()].join(',')}}`;
  return `${path}.*`;
}

function checkForm(work: Compilation, field: FieldRow, fields: readonly FieldRow[]): void {
  const at = ['fields', field.name];
  if (field.coarseOf >= 0) {
    const finer = fields.find((other) => other.id === field.coarseOf);
    if (field.paths.length > 0)
      work.report(
        'form.impossible',
        [...at, 'paths'],
        'a coarse form has the paths of its finer field; remove paths',
      );
    const stuck = finer?.paths.find(({ path }) => leafOf(path)?.truncation === undefined);
    if (stuck)
      work.report(
        'form.impossible',
        at,
        `${stuck.path} has no coarser form; only IP addresses and coordinates do`,
      );
    if (finer?.form !== 'raw') work.report('form.impossible', at, 'only a raw field can have a coarse form');
  }
  if (field.form === 'keyedHash') {
    const stuck = field.paths.find(({ path }) => !['string', 'text'].includes(leafOf(path)?.type ?? ''));
    if (stuck)
      work.report(
        'form.impossible',
        [...at, 'form'],
        `${stuck.path} is no text and can't be hashed; write form: raw`,
      );
  }
}

function leafOf(path: string) {
  const node = findNode(BID_REQUEST, path);
  const inner = node && throughLists(node);
  return inner?.kind === 'leaf' ? inner : undefined;
}

interface Ownership {
  readonly path: string;
  readonly owners: readonly Claim[];
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  readonly rules: Rules;
}

/** One plain owner, or variants told apart by one sibling that is itself always collected, with one `otherwise`. */
function checkOwners(work: Compilation, { path, owners, claims, rules }: Ownership): void {
  const [first, second] = owners;
  if (first === undefined) return;
  const plain = owners.filter((claim) => claim.path.when === undefined && !claim.path.otherwise);
  if (plain.length > 0) {
    if (second) {
      work.report(
        'path.duplicate',
        ['fields', second.field.name, 'paths'],
        `${path} already belongs to "${first.field.name}"; remove it here`,
      );
    }
    return;
  }
  const at = ['fields', first.field.name, 'paths'];
  const siblings = new Set(owners.flatMap((claim) => claim.path.when?.sibling ?? []));
  const values = owners.flatMap((claim) => claim.path.when?.values ?? []);
  const fallbacks = owners.filter((claim) => claim.path.otherwise).length;
  const [sibling] = siblings;
  if (
    siblings.size !== 1 ||
    sibling === undefined ||
    fallbacks !== 1 ||
    new Set(values).size !== values.length
  ) {
    work.report(
      'path.variant',
      at,
      `the variants of ${path} need one common sibling, values that appear once, and one entry with otherwise: true`,
    );
    return;
  }
  const siblingPath = `${path.slice(0, path.lastIndexOf('.') + 1)}${sibling}`;
  const owner = claims.get(siblingPath)?.[0]?.field;
  if (
    owner === undefined ||
    leafOf(siblingPath)?.type !== 'string' ||
    !isAlwaysCollected(owner, rules.regimes, rules.floors)
  ) {
    work.report(
      'path.variant',
      at,
      `${siblingPath} tells the variants apart, so it must be a text that is always collected raw`,
    );
  }
  const forms = new Set(owners.map(({ field }) => (field.coarse >= 0 ? 'coarse' : 'plain')));
  if (forms.has('coarse')) work.report('path.variant', at, 'variants can have no coarse form');
}

function expandNotCollected(
  work: Compilation,
  values: ReadonlySet<string>,
  claims: ReadonlyMap<string, unknown>,
): string[] {
  return work.policy.notCollected.paths.flatMap((pattern, index) => {
    const at = ['notCollected', 'paths', index];
    const paths = expandPath(pattern) ?? [];
    const wrong = paths.find((path) => !values.has(path));
    if (paths.length === 0 || wrong !== undefined) {
      work.report(
        'path.unknown',
        at,
        `${wrong ?? pattern} is no path of a bid request; ${suggestion(wrong ?? pattern)}`,
      );
    }
    const owned = paths.find((path) => claims.has(path));
    if (owned !== undefined)
      work.report('path.duplicate', at, `${owned} is declared as a field; remove one of the two`);
    return paths;
  });
}

/** Reports entries of `platformOnly` that lead nowhere: they would protect nothing. */
function checkPlatformOnly(work: Compilation): void {
  work.policy.platformOnly.forEach((path, index) => {
    if (findNode(BID_REQUEST, path) === undefined) {
      work.report(
        'path.unknown',
        ['platformOnly', index],
        `${path} is no path of a bid request; ${suggestion(path)}`,
      );
    }
  });
}

/** Every path of the vocabulary must be a field's or deliberately not collected. */
function checkDecided(work: Compilation, values: ReadonlySet<string>, decided: ReadonlySet<string>): void {
  const mirrors = Object.entries(work.policy.mirrors);
  for (const [prefix, target] of mirrors) {
    if (findNode(BID_REQUEST, prefix) === undefined || findNode(BID_REQUEST, target) === undefined) {
      work.report('path.unknown', ['mirrors', prefix], 'both sides must be paths of a bid request');
    }
  }
  for (const path of values) {
    const mirror = mirrors.find(([prefix]) => path.startsWith(`${prefix}.`));
    const original = mirror ? mirror[1] + path.slice(mirror[0].length) : path;
    if (decided.has(original)) continue;
    work.report(
      'path.undecided',
      mirror ? ['mirrors', mirror[0]] : ['fields'],
      `${path} belongs to no field; declare it, or list it under notCollected.paths`,
    );
  }
}
