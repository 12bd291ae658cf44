import type { HostSettings } from '@jianchat/snapshot';
import { asObject, isObject, type JsonObject } from '../json-object.ts';

type Node = NonNullable<HostSettings['schainNode']>;

/** The host's own node at the end of the supply chain; a request without one gets a chain that says it is not complete. */
export function withHostNode(raw: JsonObject, node: Node | undefined): JsonObject {
  if (node === undefined) return raw;
  const source = asObject(raw['source']);
  return { ...raw, source: { ...source, schain: chainWithNode(source['schain'], node) } };
}

/** Where the chain is of a wrong type it stays as it is: the collect gate refuses it. */
export function chainWithNode(chain: unknown, node: Node): unknown {
  if (chain === undefined || chain === null) return { complete: 0, ver: '1.0', nodes: [node] };
  if (!isObject(chain)) return chain;
  const nodes = chain['nodes'];
  if (nodes !== undefined && nodes !== null && !Array.isArray(nodes)) return chain;
  return { ...chain, nodes: [...(nodes ?? []), node] };
}
