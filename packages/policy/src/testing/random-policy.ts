import { compilePolicy } from '../compile/compile-policy.ts';
import type { PolicySource } from '../compile/source-schema.ts';
import type { PolicyFault } from '../fault.ts';
import type { CompiledPolicy } from '../rows.ts';
import { readPolicySource, readPolicyTexts } from './read-policy.ts';

/**
 * Random policies for tests: the repository's own, with other ids, purposes, bases, floors, classes, forms and contracts. What stays is
 * what the compiler asks for: names, paths, and that one purpose and one class are always there for what tells variants apart.
 */

const ALWAYS = 'adDelivery';
const UNTOUCHED_CLASS = 'technical';
const SIGNAL_CLASS = 'consentSignal';
const BASES = ['contract', 'legitimateInterest', 'optOut', 'consent', 'separateConsent', 'never'] as const;
const REPAIRS_MAX = 5;

type Field = PolicySource['fields'][string];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Numbers from 0 (inclusive) to 1, from a seed (mulberry32): faster than an arbitrary where thousands are drawn. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws from lists. */
export function drawsFrom(random: () => number) {
  const below = (count: number): number => Math.floor(random() * count);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const some = <T>(list: readonly T[], share = random()): T[] => list.filter(() => random() < share);
  const chance = (share: number): boolean => random() < share;
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  return { below, oneOf, some, chance, shuffled };
}
type Draws = ReturnType<typeof drawsFrom>;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A random policy source; the same seed gives the same one. */
export function randomSource(seed: number): PolicySource {
  const draws = drawsFrom(randomNumbers(seed));
  const source = readPolicySource();
  source.meta.gvl = draws.oneOf([0, 700]);
  addRows(source, draws);
  renumber(source, draws);
  const purposes = Object.keys(source.purposes);
  const refusable = purposes.filter((name) => name !== ALWAYS);
  const classes = Object.keys(source.classes);
  // A field with paths in this class would need a signal that reads them.
  const plain = classes.filter((name) => name !== SIGNAL_CLASS);
  for (const floor of Object.values(source.floors)) {
    floor.denies = draws.some(refusable);
    floor.drops = draws.some(classes.filter((name) => name !== UNTOUCHED_CLASS));
  }
  for (const regime of Object.values(source.regimes)) {
    const given = draws.some(refusable, 0.9).map((name) => [name, draws.oneOf(BASES)] as const);
    regime.basis = {
      ...Object.fromEntries(given),
      [ALWAYS]: draws.oneOf(['contract', 'legitimateInterest']),
    };
  }
  const untouchable = new Set(siblingOwners(source));
  const finer = new Set(Object.values(source.fields).map(({ coarseOf }) => coarseOf));
  for (const [name, field] of Object.entries(source.fields)) {
    if (untouchable.has(name)) continue;
    mutate(field, { draws, purposes, classes: plain, regimes: Object.keys(source.regimes) });
    if (draws.chance(0.1) && !finer.has(name) && field.coarseOf === undefined) field.form = 'keyedHash';
  }
  source.contracts = randomContracts(source, draws);
  return source;
}

/** More purposes, classes, floors, regimes and fields than the repository's policy has, up to what ids allow. */
function addRows(source: PolicySource, { below, oneOf, some }: Draws): void {
  const { purposes, classes, floors, regimes, fields } = source;
  for (const at of upTo(below(31 - Object.keys(purposes).length)))
    purposes[`extraPurpose${at}`] = {
      id: 0,
      tcf: some(upTo(11), 0.2).map((id) => id + 1),
      dpv: 'dpv:Purpose',
      fides: 'collect',
      clause: oneOf(['U1', 'U2', 'S2']),
    };
  for (const at of upTo(below(31 - Object.keys(classes).length))) classes[`extraClass${at}`] = 0;
  for (const at of upTo(below(9 - Object.keys(floors).length)))
    floors[`extraFloor${at}`] = { id: 0, clause: 'U1', denies: [], drops: [] };
  const model = regimes['elsewhere'];
  for (const at of upTo(below(17 - Object.keys(regimes).length)))
    if (model) addRegime(source, `extraRegime${at}`, { ...model, countries: [] });
  const pathless = Object.values(fields).find(
    ({ paths, store, coarseOf }) => paths === undefined && store === undefined && coarseOf === undefined,
  );
  if (pathless === undefined)
    throw new Error('the policy has no field without path and column to start from');
  for (const at of upTo(below(60))) fields[`extraField${at}`] = structuredClone(pathless);
}

/** A regime, and what the document says by regime. */
function addRegime(source: PolicySource, name: string, regime: PolicySource['regimes'][string]): void {
  source.regimes[name] = regime;
  source.children.ages[name] = { minorUnder: 18, parentUnder: 13 };
  for (const right of Object.values(source.rights)) right.days[name] = 30;
}

/** Ids are numbers without meaning, so a policy with others must do the same. */
function renumber(source: PolicySource, { shuffled }: Draws): void {
  const give = (rows: Record<string, { id: number }>, count: number): void => {
    const ids = shuffled(upTo(count));
    for (const [at, row] of Object.values(rows).entries()) row.id = ids[at] ?? 0;
  };
  give(source.purposes, 31);
  give(source.floors, 8);
  give(source.fields, 512);
  give(source.regimes, Object.keys(source.regimes).length);
  const ids = shuffled(upTo(31));
  for (const [at, name] of Object.keys(source.classes).entries()) source.classes[name] = ids[at] ?? 0;
}

/** Fields that own a member by which others are told apart: they must always be collected raw. */
function siblingOwners(source: PolicySource): string[] {
  const told = Object.values(source.fields)
    .flatMap((field) => field.paths ?? [])
    .flatMap((entry) => (typeof entry === 'object' && 'when' in entry ? Object.keys(entry.when) : []));
  return Object.entries(source.fields)
    .filter(([, { paths = [] }]) =>
      paths.some(
        (entry) => typeof entry === 'string' && told.some((name) => new RegExp(`\\b${name}\\b`).test(entry)),
      ),
    )
    .map(([name]) => name);
}

interface Choices {
  readonly draws: Draws;
  readonly purposes: readonly string[];
  readonly classes: readonly string[];
  readonly regimes: readonly string[];
}

function mutate(field: Mutable<Field>, { draws, purposes, classes, regimes }: Choices): void {
  const { some, oneOf, chance } = draws;
  const serves = some(purposes);
  field.purposes = serves.length > 0 ? serves : [oneOf(purposes)];
  field.class = oneOf(classes);
  field.share = chance(0.1) ? 'never' : 'contract';
  if (chance(0.3)) field.requires = some(purposes, 0.1);
  else delete field.requires;
  if (chance(0.2)) Object.assign(field, { collect: 'off', enable: some(regimes) });
  else {
    delete field.collect;
    delete field.enable;
  }
}

function randomContracts(source: PolicySource, { below, oneOf, some }: Draws): PolicySource['contracts'] {
  const shareable = Object.entries(source.fields)
    .filter(([, { share }]) => share !== 'never')
    .map(([name]) => name);
  const purposes = Object.keys(source.purposes);
  const model = Object.values(source.contracts)[0];
  if (model === undefined) throw new Error('the policy has no contract to start from');
  const contracts = upTo(1 + below(6)).map((id): [string, typeof model] => [
    `contract${id}`,
    {
      ...model,
      id,
      gvl: oneOf([0, 1 + id]),
      legitimateInterest: some(purposes, 0.2),
      allow: Object.fromEntries(some(purposes).map((purpose) => [purpose, some(shareable)])),
    },
  ]);
  return Object.fromEntries(contracts);
}

/**
 * Compiles a source with the real compiler. Where chance made a field that nothing could ever let in, or a form its paths can't
 * take, the field is corrected in the source, as the compiler's message says.
 */
export function compileSource(source: PolicySource): CompiledPolicy {
  for (let repair = 0; ; repair++) {
    const compiled = compilePolicy({
      file: 'random.yaml',
      // JSON is YAML.
      yaml: JSON.stringify(source),
      texts: {
        en: { file: 'en', yaml: textsFor(source, 'en') },
        zh: { file: 'zh', yaml: textsFor(source, 'zh') },
      },
    });
    if (compiled.ok) return compiled.policy;
    const stuck = compiled.faults.filter((fault) => !correct(source, fault));
    if (stuck.length > 0 || repair >= REPAIRS_MAX)
      throw new Error(
        compiled.faults.map(({ code, path, message }) => `${code} ${path}: ${message}`).join('\n'),
      );
  }
}

/** Does what the compiler's message says to the field it names; false where that isn't foreseen here. */
function correct(source: PolicySource, { code, path }: PolicyFault): boolean {
  const [section, name = '', member] = path.split('.');
  const field = section === 'fields' ? source.fields[name] : undefined;
  if (field === undefined) return false;
  if (code === 'field.unreachable') Object.assign(field, { collect: 'off', enable: [] });
  else if (code === 'form.impossible' && member === 'form') delete field.form;
  else return false;
  return true;
}

/** The repository's texts, and one for every row that was added. */
function textsFor(source: PolicySource, locale: 'en' | 'zh'): string {
  const texts: Record<string, string> = { ...readPolicyTexts(locale) };
  const kinds = {
    purpose: source.purposes,
    floor: source.floors,
    regime: source.regimes,
    field: source.fields,
    class: source.classes,
  };
  for (const [kind, rows] of Object.entries(kinds)) {
    for (const name of Object.keys(rows).filter((row) => row.startsWith('extra'))) {
      texts[`${kind}.${name}`] = name;
      if (kind !== 'field' && kind !== 'class') texts[`${kind}.${name}.what`] = name;
    }
  }
  return JSON.stringify(texts);
}
