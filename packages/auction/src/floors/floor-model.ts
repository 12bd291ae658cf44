import { isCurrencyCode } from '../currency/conversion.ts';
import { objectOf } from '../object-of.ts';
import { parseCpm } from '../price.ts';
import { lowered, percent } from './floor-values.ts';

/** What a rule can be about, in Prebid's names, lower case. */
const FIELDS = [
  'sitedomain',
  'pubdomain',
  'domain',
  'bundle',
  'channel',
  'mediatype',
  'size',
  'gptslot',
  'adunitcode',
  'country',
  'devicetype',
] as const;

export type FloorField = (typeof FIELDS)[number];

/** One table of floors. */
export interface FloorModel {
  /** ISO 4217. */
  readonly currency: string;
  readonly weight: number;
  readonly version: string;
  /** Part of the auctions it sets no floor in, %; 0 where the data or the request says. */
  readonly skipRate: number;
  readonly fields: readonly FloorField[];
  readonly delimiter: string;
  /** Floors in micros by rule: values of the fields, lower case, `*` for any. */
  readonly values: ReadonlyMap<string, number>;
  /** Where no rule fits; 0 for no floor. */
  readonly defaultMicros: number;
}

export interface ModelLimits {
  readonly rulesMax: number;
  readonly fieldsMax: number;
  /** ISO 3166-1 alpha-2 of a country code in any form; '' where it is none. */
  readonly alpha2: (code: string) => string;
}

const WEIGHT_MAX = 100;
const MODELS_MAX = 100;

/** Reads `modelGroups`; a group with a fault is left out, and told. */
export function readModels(
  data: Readonly<Record<string, unknown>>,
  limits: ModelLimits,
): { readonly models: readonly FloorModel[]; readonly faults: readonly string[] } {
  const groups = data['modelgroups'];
  if (!Array.isArray(groups) || groups.length === 0)
    return { models: [], faults: ['No model group present in floors.data'] };
  const models: FloorModel[] = [];
  const faults: string[] = [];
  for (const group of groups.slice(0, MODELS_MAX)) {
    const model = readModel(lowered(group) ?? {}, { data, limits, faults });
    if (typeof model === 'string') faults.push(model);
    else models.push(model);
  }
  return { models, faults };
}

function readModel(
  group: Readonly<Record<string, unknown>>,
  {
    data,
    limits,
    faults,
  }: { data: Readonly<Record<string, unknown>>; limits: ModelLimits; faults: string[] },
): FloorModel | string {
  const version = typeof group['modelversion'] === 'string' ? group['modelversion'].slice(0, 64) : '';
  const invalid = (why: string): string => `Invalid Floor Model = '${version}' due to ${why}`;
  const schema = lowered(group['schema']);
  const names = schema?.['fields'];
  if (!Array.isArray(names)) return invalid('a schema without fields');
  const fields: FloorField[] = [];
  for (const name of names) {
    const text = typeof name === 'string' ? name : typeof name;
    const field = FIELDS.find((known) => known === text.toLowerCase());
    if (field === undefined) return invalid(`Invalid schema dimension provided = '${text.slice(0, 64)}'`);
    fields.push(field);
  }
  if (fields.length > limits.fieldsMax)
    return invalid(`number of schema fields = '${fields.length}' are greater than limit ${limits.fieldsMax}`);
  const rules = Object.entries(objectOf(group['values']) ?? {});
  if (rules.length > limits.rulesMax)
    return invalid(`number of rules = '${rules.length}' are greater than limit ${limits.rulesMax}`);
  const skipRate = percent(group['skiprate'], 0);
  if (skipRate === undefined) return invalid('SkipRate is out of range (1-100)');
  const weight = group['modelweight'] ?? 1;
  if (typeof weight !== 'number' || !Number.isInteger(weight) || weight < 1 || weight > WEIGHT_MAX)
    return invalid('ModelWeight is out of range (1-100)');
  const defaultMicros = parseCpm(group['default'] ?? 0);
  if (defaultMicros === undefined) return invalid('Default is less than 0');
  const currency = group['currency'] ?? data['currency'] ?? 'USD';
  if (typeof currency !== 'string' || !isCurrencyCode(currency)) return invalid('its currency');
  const delimiter =
    typeof schema?.['delimiter'] === 'string' && schema['delimiter'] !== '' ? schema['delimiter'] : '|';
  const values = readValues(rules, { fields, delimiter, limits, faults });
  return { currency, weight, version, skipRate, fields, delimiter, values, defaultMicros };
}

function readValues(
  rules: readonly (readonly [string, unknown])[],
  {
    fields,
    delimiter,
    limits,
    faults,
  }: { fields: readonly FloorField[]; delimiter: string; limits: ModelLimits; faults: string[] },
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const [rule, floor] of rules) {
    const parts = rule.toLowerCase().split(delimiter.toLowerCase());
    const micros = parseCpm(floor);
    if (parts.length !== fields.length || micros === undefined) {
      faults.push(`Invalid Floor Rule = '${rule.slice(0, 128)}' for Schema Fields = '${fields.join(',')}'`);
      continue;
    }
    values.set(parts.map((part, at) => normal(part, fields[at], limits)).join(delimiter), micros);
  }
  return values;
}

/** One spelling for what providers spell differently. */
function normal(part: string, field: FloorField | undefined, { alpha2 }: ModelLimits): string {
  if (field === 'mediatype' && part === 'video-instream') return 'video';
  if (field === 'country' && part !== '*') return alpha2(part.toUpperCase()).toLowerCase() || part;
  return part;
}
