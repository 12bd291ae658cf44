import { addField, type FieldMask } from '../field-mask.ts';
import { truncateValue, variantOf } from './collect.ts';
import { FORM } from './decision.ts';
import {
  memberNamed,
  type PlanArray,
  type PlanLeaf,
  type PlanNode,
  type PlanObject,
  type PlanOpen,
  type PlanRecord,
} from './plan.ts';

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a projection goes by, and what it tells of itself. */
interface Projecting {
  readonly forms: Uint8Array;
  /** By field id, the id of its coarse form; -1 for none. */
  readonly coarseOf: Int16Array;
  /** The fields of which a value was copied are added here, a raw one with its coarse form. */
  readonly copied: FieldMask;
}

/** A fresh copy of an admitted request holding only what `forms` lets through. Types were checked when the request entered. */
export function projectObject(
  plan: PlanObject,
  value: JsonObject,
  projecting: Projecting,
): JsonObject | undefined {
  return new Projection(projecting).object(plan, value);
}

/** The state of one walk. A class for the same reason as the collect gate's. */
class Projection {
  readonly forms: Uint8Array;
  readonly coarseOf: Int16Array;
  readonly copied: FieldMask;

  constructor({ forms, coarseOf, copied }: Projecting) {
    this.forms = forms;
    this.coarseOf = coarseOf;
    this.copied = copied;
  }

  value(node: PlanNode, value: unknown, parent: JsonObject): unknown {
    if (node.kind === 'leaf') return this.leaf(node, value, parent);
    if (node.kind === 'array') return Array.isArray(value) ? this.array(node, value, parent) : undefined;
    if (node.kind === 'open') return this.open(node, value);
    if (!isObject(value)) return undefined;
    return node.kind === 'object' ? this.object(node, value) : this.record(node, value);
  }

  object(node: PlanObject, value: JsonObject): JsonObject | undefined {
    let copy: JsonObject | undefined;
    let isEmpty = true;
    let before = node.start;
    for (const key in value) {
      isEmpty = false;
      const declared = memberNamed(node, key, before);
      const member = value[key];
      if (declared === undefined || member === undefined) continue;
      before = declared;
      const copied = this.value(declared.node, member, value);
      if (copied === undefined) continue;
      copy ??= {};
      copy[key] = copied;
    }
    return isEmpty ? {} : copy;
  }

  array(node: PlanArray, value: readonly unknown[], parent: JsonObject): unknown[] | undefined {
    const copy: unknown[] = [];
    for (const member of value) {
      const copied = this.value(node.item, member, parent);
      if (copied !== undefined) copy.push(copied);
    }
    return value.length > 0 && copy.length === 0 ? undefined : copy;
  }

  record(node: PlanRecord, value: JsonObject): JsonObject | undefined {
    let copy: JsonObject | undefined;
    for (const key of Object.keys(value)) {
      const copied = this.value(node.value, value[key], value);
      if (copied === undefined) continue;
      copy ??= {};
      copy[key] = copied;
    }
    return copy;
  }

  open(node: PlanOpen, value: unknown): unknown {
    if (this.forms[node.field] !== FORM.raw) return undefined;
    addField(this.copied, node.field);
    return cloneJson(value);
  }

  leaf(node: PlanLeaf, value: unknown, parent: JsonObject): unknown {
    const field = node.variants === undefined ? node.field : variantOf(node.variants, parent);
    const form = this.forms[field];
    if (form === FORM.drop) return undefined;
    const coarse = this.coarseOf[field] ?? -1;
    if (form === FORM.raw) {
      addField(this.copied, field);
      // Who has the value in full has its coarse form as well.
      if (coarse >= 0) addField(this.copied, coarse);
      return value;
    }
    const cut = form === FORM.truncate ? truncateValue(node, value) : undefined;
    if (cut !== undefined) addField(this.copied, coarse >= 0 ? coarse : field);
    return cut;
  }
}

/** JSON copied; open content is bounded in depth when it enters. */
function cloneJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneJson);
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) copy[key] = cloneJson(value[key]);
  return copy;
}
