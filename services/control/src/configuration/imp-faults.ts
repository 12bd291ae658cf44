import type { Fault } from '@jianchat/api-contract';
import { BID_REQUEST, findNode, throughLists, type VocabularyNode } from '@jianchat/openrtb';

const FORMATS = ['banner', 'video', 'native', 'audio'] as const;
const FAULTS_MAX = 20;

const found = findNode(BID_REQUEST, 'imp');
if (found === undefined) throw new Error('the bid request vocabulary has no imp');
const IMP = throughLists(found);

/** A placement's imp: the OpenRTB types, something to show, and nothing for which every request of it would be refused. */
export function placementImpFaults(imp: unknown, path: string): readonly Fault[] {
  const typed = impFaults(imp, path);
  const faults = typed.length > 0 || !isObject(imp) ? typed : valueFaults(imp, path);
  const offered = isObject(imp) && FORMATS.some((format) => isObject(imp[format]));
  if (offered) return faults;
  return [...faults, { path, code: 'imp.format', message: `an imp needs one of ${FORMATS.join(', ')}` }];
}

/** Lists and texts replace one another whole, so a client can't mend a part of them. */
function valueFaults({ banner, native }: Record<string, unknown>, path: string): readonly Fault[] {
  const formats = isObject(banner) && Array.isArray(banner['format']) ? banner['format'] : [];
  const sizes = formats.flatMap((format: unknown, at) =>
    isObject(format) && !isSize(format)
      ? [
          {
            path: `${path}.banner.format[${at}]`,
            code: 'imp.size',
            message: 'either w and h, or wmin, wratio and hratio, each above zero',
          },
        ]
      : [],
  );
  const request = isObject(native) ? native['request'] : undefined;
  if (typeof request !== 'string' || isJsonObject(request)) return sizes;
  return [
    ...sizes,
    { path: `${path}.native.request`, code: 'imp.native', message: 'expected a JSON object as text' },
  ];
}

function isSize(format: Record<string, unknown>): boolean {
  const [fixed, flexible] = [
    ['w', 'h'],
    ['wmin', 'wratio', 'hratio'],
  ].map((names) => names.map((name) => Number(format[name] ?? 0)));
  const given = [fixed, flexible].filter((sides) => sides?.some((side) => side !== 0));
  return given.length === 1 && given[0]?.every((side) => side > 0) === true;
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/**
 * Declared members that have another JSON type than OpenRTB 2.6 gives them. Members the vocabulary does not name are
 * no fault: the gate leaves them out of every request.
 */
export function impFaults(imp: unknown, path: string): readonly Fault[] {
  const faults: Fault[] = [];
  check(IMP, imp, { path, faults });
  return faults;
}

interface Place {
  readonly path: string;
  readonly faults: Fault[];
}

function check(node: VocabularyNode, value: unknown, place: Place): void {
  if (value === null || value === undefined || place.faults.length >= FAULTS_MAX) return;
  const expected = mismatch(node, value);
  if (expected !== undefined) {
    place.faults.push({ path: place.path, code: 'imp.type', message: `expected ${expected}` });
    return;
  }
  const below = (child: VocabularyNode, member: unknown, path: string) =>
    check(child, member, { path, faults: place.faults });
  if (node.kind === 'array' && Array.isArray(value))
    for (const [index, item] of value.entries()) below(node.item, item, `${place.path}[${index}]`);
  if (!isObject(value)) return;
  if (node.kind === 'object')
    for (const [name, child] of node.children) below(child, value[name], `${place.path}.${name}`);
  if (node.kind === 'record')
    for (const [name, member] of Object.entries(value)) below(node.value, member, `${place.path}.${name}`);
}

/** What was expected instead, or undefined where the value fits. */
function mismatch(node: VocabularyNode, value: unknown): string | undefined {
  switch (node.kind) {
    case 'array':
      if (!Array.isArray(value)) return 'a list';
      return value.length > node.max ? `at most ${node.max} items` : undefined;
    case 'object':
    case 'record':
      return isObject(value) ? undefined : 'an object';
    case 'open':
      return node.root === 'any' || isObject(value) ? undefined : 'an object';
    case 'leaf':
      return leafFits(node.type, value) ? undefined : `a value of type ${node.type}`;
  }
}

function leafFits(type: string, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'text':
      return typeof value === 'string' || typeof value === 'number';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return [0, 1, true, false, '0', '1'].some((flag) => flag === value);
    default:
      return [0, 1, true, false, 'true', 'false'].some((flag) => flag === value);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
