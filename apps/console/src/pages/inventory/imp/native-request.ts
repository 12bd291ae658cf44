import { listOf, membersOf } from '../../../schema-form/members.ts';
import { NATIVE_ASSETS } from './imp-schema.ts';

type Members = Readonly<Record<string, unknown>>;

/** The request inside `native.request`: a text in OpenRTB, which older clients wrap in a `native` member. */
export interface NativeRequestForm {
  readonly body: Members;
  readonly write: (body: Members) => string;
}

/** Undefined where the text is no object: then it can be entered as it is only. */
export function readNativeForm(request: unknown): NativeRequestForm | undefined {
  if (request === undefined) return { body: {}, write: JSON.stringify };
  const root = objectIn(request);
  if (root === undefined) return undefined;
  const { native } = root;
  if (typeof native !== 'object' || native === null) return { body: root, write: JSON.stringify };
  return { body: membersOf(native), write: (body) => JSON.stringify({ ...root, native: body }) };
}

function objectIn(text: unknown): Members | undefined {
  try {
    const value: unknown = typeof text === 'string' ? JSON.parse(text) : text;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Which of the four kinds an asset is. */
export function assetKind(asset: unknown): string | undefined {
  const members = membersOf(asset);
  return Object.keys(NATIVE_ASSETS).find((kind) => members[kind] !== undefined);
}

/** The asset turned into another kind; its id and whether it is required stay. */
export function asKind(asset: unknown, kind: string): Members {
  const others = Object.entries(membersOf(asset)).filter(([name]) => NATIVE_ASSETS[name] === undefined);
  return { ...Object.fromEntries(others), [kind]: {} };
}

/** The lowest id that no asset has yet. */
export function nextId(assets: unknown): number {
  const taken = new Set(listOf(assets).map((asset) => membersOf(asset)['id']));
  let id = 1;
  while (taken.has(id)) id += 1;
  return id;
}
