import { truncateValue, variantOf } from './collect.ts';
import { FORM } from './decision.ts';
import type { PlanNode, PlanObject } from './plan.ts';

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A fresh copy of an admitted request holding only what `forms` lets through. Types were checked when the request entered. */
export function projectObject(
  plan: PlanObject,
  value: JsonObject,
  forms: Uint8Array,
): JsonObject | undefined {
  let copy: JsonObject | undefined;
  let isEmpty = true;
  for (const key in value) {
    isEmpty = false;
    const child = plan.children.get(key);
    const member = value[key];
    if (child === undefined || member === undefined) continue;
    const copied = projectValue(child, { value: member, parent: value, forms });
    if (copied === undefined) continue;
    copy ??= {};
    copy[key] = copied;
  }
  return isEmpty ? {} : copy;
}

/** JSON copied; open content is bounded in depth when it enters. */
function cloneJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneJson);
  if (!isObject(value)) return value;
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) copy[key] = cloneJson(value[key]);
  return copy;
}

interface Place {
  readonly value: unknown;
  readonly parent: JsonObject;
  readonly forms: Uint8Array;
}

function projectValue(node: PlanNode, { value, parent, forms }: Place): unknown {
  switch (node.kind) {
    case 'leaf': {
      const field = node.variants === undefined ? node.field : variantOf(node.variants, parent);
      if (forms[field] === FORM.raw) return value;
      return forms[field] === FORM.truncate ? truncateValue(node, value) : undefined;
    }
    case 'open':
      return forms[node.field] === FORM.raw ? cloneJson(value) : undefined;
    case 'object':
      return isObject(value) ? projectObject(node, value, forms) : undefined;
    case 'array':
      return Array.isArray(value) ? projectArray(node.item, value, { parent, forms }) : undefined;
    case 'record':
      return isObject(value) ? projectRecord(node.value, value, forms) : undefined;
  }
}

function projectArray(
  item: PlanNode,
  value: readonly unknown[],
  { parent, forms }: { parent: JsonObject; forms: Uint8Array },
): unknown[] | undefined {
  const copy: unknown[] = [];
  for (const member of value) {
    const copied = projectValue(item, { value: member, parent, forms });
    if (copied !== undefined) copy.push(copied);
  }
  return value.length > 0 && copy.length === 0 ? undefined : copy;
}

function projectRecord(node: PlanNode, value: JsonObject, forms: Uint8Array): JsonObject | undefined {
  const entries = Object.keys(value).flatMap((key) => {
    const copied = projectValue(node, { value: value[key], parent: value, forms });
    return copied === undefined ? [] : [[key, copied] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
