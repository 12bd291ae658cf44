import { BID_REQUEST, type LeafNode, type OpenNode, type VocabularyNode } from '@jianchat/openrtb';

/** Marks of planted values; every text begins with the first two, so that one search finds whatever got anywhere. */
const DECLARED = 'cnryd';
const UNDECLARED = 'cnryu';
/** Planted numbers, whole or behind the point, hold these digits. */
const DIGITS = '73195';
export const PLANTED_IP = '203.0.113.77';
export const PLANTED_IPV6 = '2001:db8:77:88::99';

/** Finds every planted value that tells something: texts, numbers and whole addresses. */
export const PLANTED =
  /cnry[a-z0-9-]+|(?<!\d)731950\d{3}(?!\d)|(?<=\.)73195\d{4}|203\.0\.113\.77|2001:db8:77:88/gi;
/** Finds what no field declares. */
export const PLANTED_UNDECLARED = /cnryu[a-z0-9-]*/gi;

export interface PlantedRequest {
  readonly request: Readonly<Record<string, unknown>>;
  /** Declared paths without indexes that carry a value; content of open subtrees by the subtree's path. */
  readonly paths: ReadonlySet<string>;
}

export interface PlantOptions {
  readonly channel: 'site' | 'app' | 'dooh';
  /** Values that must mean something, by path; undefined leaves the member out. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Codes under which bidders are addressed. */
  readonly bidders: readonly string[];
}

/** A bid request in which every declared member carries a value of its own, and every object a member nobody declares. */
export function plantRequest(options: PlantOptions): PlantedRequest {
  const { channel, given, bidders } = options;
  const paths = new Set<string>();
  let serial = 0;
  const others = ['site', 'app', 'dooh'].filter((name) => name !== channel);

  const hidden = (): string => `${UNDECLARED}${serial++}z`;
  const fill = (node: VocabularyNode, path: string): unknown => {
    if (Object.hasOwn(given, path)) {
      if (given[path] !== undefined) paths.add(path);
      return given[path];
    }
    switch (node.kind) {
      case 'leaf':
        paths.add(path);
        return path.endsWith('.ipv6') ? PLANTED_IPV6 : leafValue(node, serial++);
      case 'open':
        paths.add(`${path}.*`);
        return openValue(node, { text: `${DECLARED}${serial++}z`, hidden });
      case 'array':
        return path.endsWith('.format') ? formats(node.item, path) : [fill(node.item, path)];
      case 'record':
        return Object.fromEntries(bidders.map((bidder) => [bidder, fill(node.value, `${path}.*`)]));
      case 'object':
        return members(node.children, path);
    }
  };
  const members = (children: ReadonlyMap<string, VocabularyNode>, path: string): Record<string, unknown> => {
    const object: Record<string, unknown> = { [`${UNDECLARED}key${serial++}`]: { inside: [hidden()] } };
    for (const [name, child] of children) {
      if (path === '' && others.includes(name)) continue;
      const value = fill(child, path === '' ? name : `${path}.${name}`);
      if (value !== undefined) object[name] = value;
    }
    return object;
  };
  /** A banner size is fixed or flexible, never both. */
  const formats = (item: VocabularyNode, path: string): unknown[] => {
    const { w, h, wratio, hratio, wmin, ...rest } = fill(item, path) as Record<string, unknown>;
    return [
      { w, h, ...rest },
      { wratio, hratio, wmin },
    ];
  };
  const request = fill(BID_REQUEST, '') as Record<string, unknown>;
  return { request, paths };
}

function leafValue(leaf: LeafNode, serial: number): unknown {
  const digits = String(serial % 1000).padStart(3, '0');
  if (leaf.truncation === 'ip') return PLANTED_IP;
  if (leaf.truncation === 'degrees') return Number(`12.${DIGITS}0${digits}`);
  switch (leaf.type) {
    case 'string':
    case 'text':
      return `${DECLARED}${serial}z`;
    case 'integer':
      return Number(`${DIGITS}0${digits}`);
    case 'number':
      return Number(`0.${DIGITS}1${digits}`);
    case 'flag':
      return 1;
    case 'boolean':
      return true;
  }
}

/** Content within the bounds of an open subtree, and content just beyond each of them. */
function openValue(bounds: OpenNode, { text, hidden }: { text: string; hidden: () => string }): unknown {
  let deep: unknown = { [hidden()]: hidden() };
  for (let level = 0; level < bounds.depth; level++) deep = { deep };
  return {
    inside: text,
    list: [text],
    constructor: hidden(),
    ['k'.repeat(bounds.keyMax + 1)]: hidden(),
    deep,
  };
}
