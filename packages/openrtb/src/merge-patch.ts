import { membersBefore } from './vocabulary/members-before.ts';
import { FORBIDDEN_KEYS } from './vocabulary/node.ts';

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nesting beyond which a patch is taken over unmerged: no OpenRTB document comes near it, and the stack stays safe. */
const DEPTH_MAX = 64;

/**
 * JSON Merge Patch (RFC 7396): `patch` laid over `base`. Members with null disappear, objects merge, everything else
 * replaces. Neither argument is changed; untouched parts of both are shared, not copied. Member names that reach
 * prototypes are left out.
 */
export function mergePatch(base: unknown, patch: unknown): unknown {
  return merge(base, patch, 0);
}

function merge(base: unknown, patch: unknown, depth: number): unknown {
  if (!isObject(patch)) return patch;
  if (depth >= DEPTH_MAX) return undefined;
  if (!isObject(base)) return cleaned(patch, depth);
  const merged: JsonObject = {};
  for (const key in base) if (!FORBIDDEN_KEYS.has(key)) merged[key] = base[key];
  for (const key in patch) {
    if (FORBIDDEN_KEYS.has(key)) continue;
    const value = patch[key];
    if (value === null) delete merged[key];
    else merged[key] = merge(merged[key], value, depth + 1);
  }
  return merged;
}

/** A patch over nothing: itself, unless it takes members away. */
function cleaned(patch: JsonObject, depth: number): JsonObject {
  let copy: JsonObject | undefined;
  for (const key in patch) {
    const value = patch[key];
    const left = value === null || FORBIDDEN_KEYS.has(key);
    const kept = left ? undefined : merge(undefined, value, depth + 1);
    if (copy === undefined && (left || kept !== value)) copy = membersBefore(patch, key);
    if (copy !== undefined && !left) copy[key] = kept;
  }
  return copy ?? patch;
}
