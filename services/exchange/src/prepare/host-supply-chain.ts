import type { HostSettings } from '@jianchat/snapshot';
import { chainWithNode } from '@jianchat/supply-chain';
import { asObject, type JsonObject } from '../json-object.ts';

type Node = NonNullable<HostSettings['schainNode']>;

/** The host's own node at the end of the supply chain; a request without one gets a chain that says it is not complete. */
export function withHostNode(raw: JsonObject, node: Node | undefined): JsonObject {
  if (node === undefined) return raw;
  const source = asObject(raw['source']);
  return { ...raw, source: { ...source, schain: chainWithNode(source['schain'], node) } };
}
