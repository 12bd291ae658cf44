import { copyOpen, FORBIDDEN_KEYS, membersBefore } from '@jianchat/openrtb';
import { addField, emptyMask, type FieldMask } from '../field-mask.ts';
import type { CompiledPolicy } from '../rows.ts';
import { FORM } from './decision.ts';
import {
  memberNamed,
  type PlanArray,
  type PlanLeaf,
  type PlanNode,
  type PlanObject,
  type PlanOpen,
  type PlanRecord,
  type Variants,
} from './plan.ts';
import { expectedOf, readValue } from './read-value.ts';
import { truncateDegrees, truncateIp } from './truncate.ts';

type JsonObject = Record<string, unknown>;

/** A declared value of the wrong type: the path holds declared names and indexes only, never a value. */
export interface CollectFault {
  readonly path: string;
  readonly expected: string;
}

/** What the collect gate found. */
export interface Collection {
  readonly request: JsonObject;
  readonly present: FieldMask;
  readonly kept: FieldMask;
  readonly undeclared: readonly { readonly parent: string; readonly count: number }[];
  readonly faults: readonly CollectFault[];
}

/** Faults reported at most: enough to correct a client by. */
const FAULTS_MAX = 20;

/** Turns a text into its keyed hash for one field. */
export type KeyedHash = (fieldId: number, value: string) => string;

/** Which of the fields on one path a value belongs to, by its sibling. */
export function variantOf(variants: Variants, parent: JsonObject): number {
  const sibling = Object.hasOwn(parent, variants.sibling) ? parent[variants.sibling] : undefined;
  const found = typeof sibling === 'string' ? variants.cases.get(sibling.toLowerCase()) : undefined;
  return found ?? variants.otherwise;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** By field id, the id of its coarse form; -1 for none. */
export function coarseTable(policy: CompiledPolicy): Int16Array {
  const table = new Int16Array(policy.fieldWords * 32).fill(-1);
  for (const field of policy.fields) table[field.id] = field.coarse;
  return table;
}

/**
 * Copies a value of a request in the form the table says; one walk, nothing remembered between calls but the tables. A part below the
 * outermost object is taken over as it stands where each of its members was looked at and stays as it is: a second object with the
 * same members would hold nothing else. So the caller must not change the request afterwards.
 */
export function createCollector(
  policy: CompiledPolicy,
  plan: PlanObject,
  keyedHash: KeyedHash,
): (raw: unknown, forms: Uint8Array) => Collection {
  const coarseOf = coarseTable(policy);
  return (raw, forms) => {
    const walk = new Walk(forms, coarseOf, keyedHash, policy.fieldWords);
    const walked = isObject(raw) ? (walk.object(plan, raw) ?? {}) : walk.fault('', 'an object');
    // The outermost object is always another one: whoever calls may add to it.
    const request = walked === raw ? { ...walked } : walked;
    const undeclared = walk.undeclared
      ? Array.from(walk.undeclared, ([parent, count]) => ({ parent, count }))
      : [];
    return {
      request: request ?? {},
      present: walk.present,
      kept: walk.kept,
      undeclared,
      faults: walk.faults,
    };
  };
}

/** The state of one walk. A class, because a closure per request costs a third of the walk. */
class Walk {
  readonly forms: Uint8Array;
  readonly coarseOf: Int16Array;
  readonly keyedHash: KeyedHash;
  readonly present: FieldMask;
  readonly kept: FieldMask;
  readonly faults: CollectFault[] = [];
  readonly indexes: number[] = [];
  undeclared: Map<string, number> | undefined;

  constructor(forms: Uint8Array, coarseOf: Int16Array, keyedHash: KeyedHash, words: number) {
    this.forms = forms;
    this.coarseOf = coarseOf;
    this.keyedHash = keyedHash;
    this.present = emptyMask(words);
    this.kept = emptyMask(words);
  }

  value(node: PlanNode, value: unknown, parent: JsonObject): unknown {
    if (node.kind === 'leaf') return this.leaf(node, value, parent);
    if (node.kind === 'array') return this.array(node, value, parent);
    if (node.kind === 'open') return this.open(node, value);
    if (!isObject(value)) return this.fault(node.path, 'an object');
    return node.kind === 'object' ? this.object(node, value) : this.record(node, value);
  }

  /**
   * Undefined when nothing of a non-empty object may enter; an empty object stays, since its presence can mean something. An object of
   * which members change is copied whole; one of which members are left out, member by member.
   * `for … in` is what the engine reads objects by fastest; parsed JSON inherits nothing that it could enumerate.
   */
  object(node: PlanObject, value: JsonObject): JsonObject | undefined {
    let copy: JsonObject | undefined;
    let leftOut = false;
    let isFirst = true;
    let unknown = 0;
    let before = node.start;
    for (const key in value) {
      const declared = memberNamed(node, key, before);
      const member = value[key];
      let copied: unknown;
      if (declared === undefined) unknown++;
      else {
        before = declared;
        const child = declared.node;
        if (member !== null && member !== undefined)
          copied = child.kind === 'leaf' ? this.leaf(child, member, value) : this.value(child, member, value);
      }
      if (copied === member) {
        if (leftOut) {
          copy ??= {};
          copy[key] = copied;
        }
      } else if (copied === undefined) {
        if (!leftOut && !isFirst) copy = membersBefore(copy ?? value, key);
        leftOut = true;
      } else {
        copy ??= leftOut ? {} : { ...value };
        copy[key] = copied;
      }
      isFirst = false;
    }
    if (unknown > 0) this.countUndeclared(node.name, unknown);
    return leftOut ? copy : (copy ?? value);
  }

  record(node: PlanRecord, value: JsonObject): JsonObject | undefined {
    let copy: JsonObject | undefined;
    let isWhole = true;
    let count = 0;
    let refused = 0;
    for (const key in value) {
      const member = value[key];
      const fits = count < node.max && key.length <= node.keyMax && !FORBIDDEN_KEYS.has(key);
      let copied: unknown;
      if (!fits) refused++;
      else if (member !== null && member !== undefined) copied = this.value(node.value, member, value);
      if (isWhole && copied !== member) {
        isWhole = false;
        if (count > 0) copy = membersBefore(value, key);
      }
      if (copied === undefined) continue;
      count++;
      if (isWhole) continue;
      copy ??= {};
      copy[key] = copied;
    }
    if (refused > 0) this.countUndeclared(node.name, refused);
    return isWhole ? value : copy;
  }

  array(node: PlanArray, value: unknown, parent: JsonObject): unknown[] | undefined {
    if (!Array.isArray(value)) return this.fault(node.path, 'an array');
    if (value.length > node.max) return this.fault(node.path, `an array of at most ${node.max} items`);
    let copy: unknown[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const item: unknown = value[index];
      let copied: unknown;
      if (item !== null && item !== undefined) {
        this.indexes[node.depth] = index;
        copied =
          node.item.kind === 'leaf'
            ? this.leaf(node.item, item, parent)
            : this.value(node.item, item, parent);
      }
      if (copy === undefined && (copied === undefined || copied !== item)) copy = value.slice(0, index);
      if (copy !== undefined && copied !== undefined) copy.push(copied);
    }
    if (copy === undefined) return value;
    return copy.length === 0 ? undefined : copy;
  }

  open(node: PlanOpen, value: unknown): unknown {
    if (node.bounds.root === 'object' && !isObject(value)) return this.fault(node.path, 'an object');
    addField(this.present, node.field);
    if (this.forms[node.field] !== FORM.raw) return undefined;
    const copy = copyOpen(node.bounds, value);
    if (copy.left > 0) this.countUndeclared(node.name, copy.left);
    if (copy.value !== undefined) addField(this.kept, node.field);
    return copy.value;
  }

  leaf(node: PlanLeaf, value: unknown, parent: JsonObject): unknown {
    const read = readValue(node, value);
    if (read === undefined) return this.fault(node.path, expectedOf(node));
    const field = node.variants === undefined ? node.field : variantOf(node.variants, parent);
    addField(this.present, field);
    const form = this.forms[field];
    if (form === FORM.raw) {
      addField(this.kept, field);
      const coarse = this.coarseOf[field] ?? -1;
      if (coarse >= 0) addField(this.kept, coarse);
      return read;
    }
    if (form === FORM.hash) {
      addField(this.kept, field);
      return this.keyedHash(field, String(read));
    }
    return form === FORM.truncate ? this.truncated(node, field, read) : undefined;
  }

  truncated(node: PlanLeaf, field: number, value: string | number | boolean): unknown {
    const cut = truncateValue(node, value);
    if (cut !== undefined) addField(this.kept, this.coarseOf[field] ?? field);
    return cut;
  }

  countUndeclared(parent: string, count: number): void {
    this.undeclared ??= new Map();
    this.undeclared.set(parent, (this.undeclared.get(parent) ?? 0) + count);
  }

  fault(path: string, expected: string): undefined {
    if (this.faults.length >= FAULTS_MAX) return undefined;
    let place = 0;
    // Names below a record are chosen by the client and stay `*` in the path.
    this.faults.push({ path: path.replaceAll('[]', () => `[${this.indexes[place++] ?? 0}]`), expected });
    return undefined;
  }
}

/** The coarse form of a value, by what the vocabulary says of it. */
export function truncateValue(node: PlanLeaf, value: unknown): unknown {
  if (node.truncation === 'ip' && typeof value === 'string') return truncateIp(value);
  if (node.truncation === 'degrees' && typeof value === 'number') return truncateDegrees(value);
  return undefined;
}
