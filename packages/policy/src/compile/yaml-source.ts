import { isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { PolicyFault } from '../fault.ts';

/** Where in a document something stands. */
export type SourcePath = readonly (string | number)[];

/** A parsed YAML file that still knows its lines. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** Line (from 1) of the key or value at `path`, or of the nearest ancestor that exists. */
  lineOf(path: SourcePath): number;
}

/** Parses YAML 1.2; duplicate keys and syntax errors are faults. Aliases are limited, so that a file can't grow on expansion. */
export function parseYaml(file: string, yaml: string): { source: YamlSource; faults: PolicyFault[] } {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, uniqueKeys: true });
  const faults = document.errors.map(
    (error): PolicyFault => ({
      code: 'yaml.syntax',
      file,
      line: counter.linePos(error.pos[0]).line,
      path: '',
      message: `${error.message.split('\n', 1)[0]}`,
    }),
  );
  const value: unknown = faults.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 });
  const lineOf = (path: SourcePath): number => lineAt(document.contents, path, counter);
  return { source: { file, value, lineOf }, faults };
}

function lineAt(root: Node | null, path: SourcePath, counter: LineCounter): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    const next = stepInto(node, step);
    if (!next) break;
    offset = next.offset;
    node = next.node;
  }
  return counter.linePos(offset).line || 1;
}

function stepInto(node: unknown, step: string | number): { node: unknown; offset: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
    );
    if (!pair) return undefined;
    const offset = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
    return { node: pair.value, offset };
  }
  if (typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items)) {
    const item: unknown = node.items[Number(step)];
    return isNode(item) ? { node: item, offset: item.range?.[0] ?? 0 } : undefined;
  }
  return undefined;
}
