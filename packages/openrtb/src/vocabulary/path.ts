import type { ArrayNode, ObjectNode, VocabularyNode } from './node.ts';

/**
 * The node a dotted path leads to; lists are passed through silently (`imp.banner.w`), members of a record are written `*`
 * (`imp.ext.prebid.bidder.*`), and so is the content of an open subtree.
 * @returns undefined when the vocabulary has no such path.
 */
export function findNode(root: ObjectNode, path: string): VocabularyNode | undefined {
  let node: VocabularyNode | undefined = root;
  for (const name of path.split('.')) {
    node = node && childOf(throughLists(node), name);
    if (!node) return undefined;
  }
  return node;
}

function childOf(node: VocabularyNode, name: string): VocabularyNode | undefined {
  if (node.kind === 'object') return node.children.get(name);
  if (node.kind === 'record' && name === '*') return node.value;
  if (node.kind === 'open' && name === '*') return node;
  return undefined;
}

/** The item of a list (of lists), or the node itself. */
export function throughLists(node: VocabularyNode): Exclude<VocabularyNode, ArrayNode> {
  let current = node;
  while (current.kind === 'array') current = current.item;
  return current;
}

/** Every path that carries a value: leaves, lists of leaves and open subtrees (written with a closing `.*`). */
export function valuePaths(root: ObjectNode): readonly string[] {
  const paths: string[] = [];
  const visit = (node: VocabularyNode, path: string): void => {
    const inner = throughLists(node);
    if (inner.kind === 'leaf') paths.push(path);
    else if (inner.kind === 'open') paths.push(`${path}.*`);
    else if (inner.kind === 'record') visit(inner.value, `${path}.*`);
    else for (const [name, child] of inner.children) visit(child, path === '' ? name : `${path}.${name}`);
  };
  visit(root, '');
  return paths;
}
