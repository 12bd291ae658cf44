import { membersBefore } from './members-before.ts';
import { FORBIDDEN_KEYS, type OpenNode } from './node.ts';

type JsonObject = Record<string, unknown>;

/** A copy of open content within its bounds, and how many members didn't fit. */
export interface OpenCopy {
  value: unknown;
  left: number;
}

/**
 * Any JSON within the bounds of a declared subtree; what doesn't fit is left out and counted. A part where all fits is taken over as it
 * stands, so the caller must not change it afterwards.
 */
export function copyOpen(bounds: OpenNode, value: unknown): OpenCopy {
  const copy: OpenCopy = { value: undefined, left: 0 };
  copy.value = copyInto(bounds, value, { depth: 0, copy });
  return copy;
}

interface Place {
  readonly depth: number;
  readonly copy: OpenCopy;
}

function copyInto(bounds: OpenNode, value: unknown, place: Place): unknown {
  if (typeof value === 'string') return value.length <= bounds.stringMax ? value : leaveOut(place);
  if (typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : leaveOut(place);
  if (typeof value !== 'object' || place.depth >= bounds.depth) return leaveOut(place);
  const below = { depth: place.depth + 1, copy: place.copy };
  return Array.isArray(value)
    ? copyList(bounds, value, below)
    : copyObject(bounds, value as JsonObject, below);
}

function copyList(bounds: OpenNode, value: readonly unknown[], below: Place): readonly unknown[] {
  const end = Math.min(value.length, bounds.items);
  below.copy.left += value.length - end;
  let list = end < value.length ? value.slice(0, 0) : undefined;
  for (let index = 0; index < end; index++) {
    const item = copyInto(bounds, value[index], below);
    if (list === undefined && item !== value[index]) list = value.slice(0, index);
    if (list !== undefined && item !== undefined) list.push(item);
  }
  return list ?? value;
}

function copyObject(bounds: OpenNode, value: JsonObject, below: Place): JsonObject {
  let object: JsonObject | undefined;
  let count = 0;
  for (const key in value) {
    const member = value[key];
    const fits = count < bounds.keys && key.length <= bounds.keyMax && !FORBIDDEN_KEYS.has(key);
    const copied = fits ? copyInto(bounds, member, below) : leaveOut(below);
    if (object === undefined && (copied === undefined || copied !== member))
      object = membersBefore(value, key);
    if (copied === undefined) continue;
    count++;
    if (object !== undefined) object[key] = copied;
  }
  return object ?? value;
}

function leaveOut({ copy }: Place): undefined {
  copy.left++;
  return undefined;
}
