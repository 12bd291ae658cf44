import { BID_REQUEST, type LeafNode, type VocabularyNode } from '@jianchat/openrtb';

/** A value that fits a leaf. */
function leafValue(leaf: LeafNode): unknown {
  if (leaf.truncation === 'ip') return '203.0.113.77';
  if (leaf.truncation === 'degrees') return 12.345_678;
  switch (leaf.type) {
    case 'string':
    case 'text':
      return 'value';
    case 'integer':
      return 3;
    case 'number':
      return 1.5;
    case 'flag':
      return 1;
    case 'boolean':
      return true;
  }
}

function fill(node: VocabularyNode): unknown {
  switch (node.kind) {
    case 'leaf':
      return leafValue(node);
    case 'array':
      return [fill(node.item)];
    case 'open':
      return { inside: 'open' };
    case 'record':
      return { bidderx: fill(node.value) };
    case 'object':
      return Object.fromEntries(Array.from(node.children, ([name, child]) => [name, fill(child)]));
  }
}

/** A request in which every path of the vocabulary carries a value. `os` decides which field the advertising id is. */
export function wholeRequest(os = 'android'): Record<string, unknown> {
  const request = fill(BID_REQUEST) as Record<string, unknown>;
  const device = request['device'] as Record<string, unknown>;
  return { ...request, device: { ...device, os } };
}
