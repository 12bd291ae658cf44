import { FORBIDDEN_KEYS, type OpenNode } from './node.ts';

type JsonObject = Record<string, unknown>;

/** A copy of open content within its bounds, and how many members didn't fit. */
export interface OpenCopy {
  value: unknown;
  left: number;
}

/** Copies any JSON within the bounds of a declared subtree; what doesn't fit is left out and counted. */
export function copyOpen(bounds: OpenNode, value: unknown): OpenCopy {
  const copy: OpenCopy = { value: undefined, left: 0 };
  copy.value = copyInto(bounds, { value, depth: 0, copy });
  return copy;
}

interface Step {
  readonly value: unknown;
  readonly depth: number;
  readonly copy: OpenCopy;
}

function copyInto(bounds: OpenNode, { value, depth, copy }: Step): unknown {
  if (typeof value === 'string') return value.length <= bounds.stringMax ? value : leaveOut(copy);
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : leaveOut(copy);
  if (typeof value !== 'object' || depth >= bounds.depth) return leaveOut(copy);
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    copy.left += Math.max(0, value.length - bounds.items);
    for (let index = 0; index < value.length && index < bounds.items; index++) {
      const item = copyInto(bounds, { value: value[index], depth: depth + 1, copy });
      if (item !== undefined) list.push(item);
    }
    return list;
  }
  return copyObject(bounds, { value: value as JsonObject, depth, copy });
}

function copyObject(bounds: OpenNode, { value, depth, copy }: Step & { value: JsonObject }): JsonObject {
  const object: JsonObject = {};
  let count = 0;
  for (const key in value) {
    if (count >= bounds.keys || key.length > bounds.keyMax || FORBIDDEN_KEYS.has(key)) {
      copy.left++;
      continue;
    }
    const copied = copyInto(bounds, { value: value[key], depth: depth + 1, copy });
    if (copied === undefined) continue;
    object[key] = copied;
    count++;
  }
  return object;
}

function leaveOut(copy: OpenCopy): undefined {
  copy.left++;
  return undefined;
}
