import { BID_REQUEST, membersBefore, type VocabularyNode } from '@jianchat/openrtb';

/**
 * What any server that takes typed requests does, without a policy: a copy along the vocabulary that checks each value's type and
 * leaves out what nobody has declared; parts that stay as they are aren't made anew, as in the gate. It decides nothing about fields,
 * remembers none and counts none.
 */
export const plainCopy = (raw: unknown): unknown => copy(ROOT, raw);

type Json = Record<string, unknown>;

/** One shape for all kinds, as the gates' own plan has: the engine reads objects of one shape fastest. */
interface CopyNode {
  readonly kind: VocabularyNode['kind'];
  readonly type: string;
  readonly max: number;
  readonly children: ReadonlyMap<string, CopyMember>;
  readonly start: CopyMember;
  readonly item: CopyNode | undefined;
}

/** As in the gates' plan, `next` came after this one last time. */
interface CopyMember {
  readonly key: string;
  readonly node: CopyNode | undefined;
  next: CopyMember | undefined;
}

const NO_CHILDREN: ReadonlyMap<string, CopyMember> = new Map();
const memberOf = (key: string, node: CopyNode | undefined): CopyMember => ({ key, node, next: undefined });

function nodeOf(node: VocabularyNode): CopyNode {
  const below = node.kind === 'array' ? node.item : node.kind === 'record' ? node.value : undefined;
  return {
    kind: node.kind,
    type: node.kind === 'leaf' ? node.type : '',
    max: 'max' in node ? node.max : 0,
    children:
      node.kind === 'object'
        ? new Map(Array.from(node.children, ([key, child]) => [key, memberOf(key, nodeOf(child))]))
        : NO_CHILDREN,
    start: memberOf('', undefined),
    item: below && nodeOf(below),
  };
}

const ROOT = nodeOf(BID_REQUEST);

function copy(node: CopyNode, value: unknown): unknown {
  if (node.kind === 'leaf') return leaf(node, value);
  if (node.kind === 'open') return open(value);
  if (node.kind === 'array') return Array.isArray(value) ? list(node, value) : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const from = value as Json;
  return node.kind === 'record' ? record(node, from) : object(node, from);
}

function object(node: CopyNode, from: Json): Json {
  let made: Json | undefined;
  let before = node.start;
  for (const key in from) {
    let at = before.next;
    if (at === undefined || at.key !== key) {
      at = node.children.get(key);
      if (at !== undefined) before.next = at;
    }
    if (at !== undefined) before = at;
    const child = at?.node;
    const member = from[key];
    let copied: unknown;
    if (child !== undefined && member !== null)
      copied = child.kind === 'leaf' ? leaf(child, member) : copy(child, member);
    if (made === undefined && copied !== member) made = membersBefore(from, key);
    if (made !== undefined && copied !== undefined) made[key] = copied;
  }
  return made ?? from;
}

function record({ item }: CopyNode, from: Json): Json {
  let made: Json | undefined;
  for (const key in from) {
    const member = from[key];
    const copied = item === undefined || member === null ? undefined : copy(item, member);
    if (made === undefined && copied !== member) made = membersBefore(from, key);
    if (made !== undefined && copied !== undefined) made[key] = copied;
  }
  return made ?? from;
}

function list(node: CopyNode, value: readonly unknown[]): unknown[] | undefined {
  if (node.item === undefined || value.length > node.max) return undefined;
  let made: unknown[] | undefined;
  for (let index = 0; index < value.length; index++) {
    const copied = copy(node.item, value[index]);
    if (made === undefined && copied !== value[index]) made = value.slice(0, index);
    made?.push(copied);
  }
  return made ?? (value as unknown[]);
}

function leaf({ type, max }: CopyNode, value: unknown): unknown {
  if (type === 'string' || type === 'text')
    return typeof value === 'string' && value.length <= max ? value : undefined;
  if (type === 'integer' || type === 'flag') return Number.isSafeInteger(value) ? value : undefined;
  if (type === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

/** Content of any names, looked through once. */
function open(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const key in value) open((value as Json)[key]);
  return value;
}
