/** The supply chain object (IAB Tech Lab, version 1.0) as it goes out: our own node at its end, and no claim that isn't true. */

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What identifies a node: the system, and the seller's id there. */
export interface ChainNode {
  readonly asi: string;
  readonly sid: string;
}

/**
 * The chain with our node at its end. It says `complete` only where it said so and every node says which system and seller it is: what was
 * cut short or garbled on the way is not passed on as whole. A chain that has been here before (our system and seller stand in it) gets no
 * second node. A chain of a wrong type stays as it is: the collect gate refuses it.
 */
export function chainWithNode<Node extends ChainNode>(chain: unknown, node: Node): unknown {
  if (chain === undefined || chain === null) return { complete: 0, ver: '1.0', nodes: [node] };
  if (!isObject(chain)) return chain;
  const nodes: unknown = chain['nodes'] ?? [];
  if (!Array.isArray(nodes)) return chain;
  const isWhole = nodes.length > 0 && nodes.every(isNamed);
  const wasHere = nodes.some(
    (each) => isObject(each) && each['asi'] === node.asi && each['sid'] === node.sid,
  );
  return {
    ...chain,
    ...(isWhole && !wasHere ? {} : { complete: 0 }),
    nodes: wasHere ? nodes : [...nodes, node],
  };
}

const isNamed = (node: unknown): boolean => isObject(node) && isText(node['asi']) && isText(node['sid']);
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
