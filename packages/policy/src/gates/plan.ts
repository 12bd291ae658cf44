import {
  BID_REQUEST,
  type LeafType,
  type OpenNode,
  type Truncation,
  type VocabularyNode,
} from '@jianchat/openrtb';
import type { CompiledPolicy, FieldRow } from '../rows.ts';

/** Several fields on one path, told apart by a sibling (the advertising id by the operating system). */
export interface Variants {
  readonly sibling: string;
  /** Field id by the sibling's value in lower case. */
  readonly cases: ReadonlyMap<string, number>;
  readonly otherwise: number;
}

/** A declared single value. `path` is for faults, with `[]` where an index belongs. */
export interface PlanLeaf {
  readonly kind: 'leaf';
  readonly path: string;
  readonly type: LeafType;
  readonly max: number;
  readonly truncation: Truncation | undefined;
  readonly field: number;
  readonly variants: Variants | undefined;
}

export interface PlanArray {
  readonly kind: 'array';
  readonly path: string;
  readonly max: number;
  readonly item: PlanNode;
  /** How many arrays it is in. */
  readonly depth: number;
}

/** `name` is the declared path without indexes, under which undeclared members are counted. */
export interface PlanObject {
  readonly kind: 'object';
  readonly path: string;
  readonly name: string;
  readonly children: ReadonlyMap<string, PlanMember>;
  /** Before the first member. */
  readonly start: PlanMember;
}

/** A declared member of an object. `next` is the one that came after it last time. */
export interface PlanMember {
  readonly key: string;
  readonly node: PlanNode;
  next: PlanMember | undefined;
}

/**
 * The member of that name, if one is declared. Clients write the members of an object in the same order each time: the one that came
 * after `before` last time is tried first, which spares looking the name up.
 */
export function memberNamed(node: PlanObject, key: string, before: PlanMember): PlanMember | undefined {
  const guess = before.next;
  if (guess !== undefined && guess.key === key) return guess;
  const found = node.children.get(key);
  if (found !== undefined) before.next = found;
  return found;
}

export interface PlanRecord {
  readonly kind: 'record';
  readonly path: string;
  readonly name: string;
  readonly max: number;
  readonly keyMax: number;
  readonly value: PlanNode;
}

export interface PlanOpen {
  readonly kind: 'open';
  readonly path: string;
  readonly name: string;
  readonly field: number;
  readonly bounds: OpenNode;
}

/** What the gates walk along: the vocabulary's nodes that belong to a field, each with its field id. */
export type PlanNode = PlanLeaf | PlanArray | PlanObject | PlanRecord | PlanOpen;

/**
 * Every member that any kind of node has. All nodes are made with all of them in this order: the walk meets nodes of five kinds
 * at the same places, and reads objects of one shape several times faster than of five.
 */
const BLANK = {
  kind: undefined,
  path: '',
  name: '',
  type: undefined,
  max: 0,
  keyMax: 0,
  field: 0,
  truncation: undefined,
  variants: undefined,
  bounds: undefined,
  item: undefined,
  depth: 0,
  value: undefined,
  children: undefined,
  start: undefined,
};

const ofOneShape = <Node extends PlanNode>(node: Node): Node => ({ ...BLANK, ...node });

/**
 * Builds the plan of a policy; members that belong to no field aren't in it.
 * @param without paths of subtrees to leave out
 */
export function planOf(policy: CompiledPolicy, without: readonly string[] = []): PlanObject {
  const owners = new Map<
    string,
    { field: FieldRow; when?: { sibling: string; values: readonly string[] } }[]
  >();
  for (const field of policy.fields) {
    for (const { path, when } of field.paths) {
      const entry = when ? { field, when } : { field };
      const known = owners.get(path);
      if (known) known.push(entry);
      else owners.set(path, [entry]);
    }
  }
  const fieldOf = (claim: string): { field: number; variants: Variants | undefined } | undefined => {
    const entries = owners.get(claim);
    const plain = entries?.find((entry) => entry.when === undefined);
    if (!entries || !plain) return undefined;
    const cases = entries.flatMap(({ field, when }) =>
      (when?.values ?? []).map((value) => [value, field.id] as const),
    );
    const sibling = entries.find((entry) => entry.when)?.when?.sibling;
    const variants =
      sibling === undefined ? undefined : { sibling, cases: new Map(cases), otherwise: plain.field.id };
    return { field: plain.field.id, variants };
  };
  /** `claim` is the path whose fields apply: it differs from `name` below a mirror. */
  const build = (
    node: VocabularyNode,
    place: { path: string; name: string; claim: string },
  ): PlanNode | undefined => {
    const { path, name } = place;
    if (without.includes(name)) return undefined;
    const claim = policy.mirrors.get(name) ?? place.claim;
    if (node.kind === 'leaf') {
      const owner = fieldOf(claim);
      const { type, max, truncation } = node;
      return owner && ofOneShape({ kind: 'leaf', path, type, max, truncation, ...owner });
    }
    if (node.kind === 'open') {
      const owner = fieldOf(`${claim}.*`);
      return owner && ofOneShape({ kind: 'open', path, name, field: owner.field, bounds: node });
    }
    if (node.kind === 'array') {
      const item = build(node.item, { path: `${path}[]`, name, claim });
      const depth = path.split('[]').length - 1;
      return item && ofOneShape({ kind: 'array', path, max: node.max, item, depth });
    }
    if (node.kind === 'record') {
      const value = build(node.value, { path: `${path}.*`, name: `${name}.*`, claim: `${claim}.*` });
      const { max, keyMax } = node;
      return value && ofOneShape({ kind: 'record', path, name, max, keyMax, value });
    }
    const children = new Map<string, PlanMember>();
    for (const [key, child] of node.children) {
      const below = (prefix: string): string => (prefix === '' ? key : `${prefix}.${key}`);
      const built = build(child, { path: below(path), name: below(name), claim: below(claim) });
      if (built) children.set(key, { key, node: built, next: undefined });
    }
    return children.size === 0 ? undefined : objectOf({ path, name }, children);
  };
  const root = build(BID_REQUEST, { path: '', name: '', claim: '' });
  return root?.kind === 'object' ? root : objectOf({ path: '', name: '' }, new Map());
}

/** What no member leads to. */
const NOTHING: PlanNode = ofOneShape({
  kind: 'leaf',
  path: '',
  type: 'boolean',
  max: 0,
  truncation: undefined,
  field: 0,
  variants: undefined,
});

function objectOf(
  place: { readonly path: string; readonly name: string },
  children: ReadonlyMap<string, PlanMember>,
): PlanObject {
  const start: PlanMember = { key: '', node: NOTHING, next: undefined };
  return ofOneShape({ kind: 'object', ...place, children, start });
}
