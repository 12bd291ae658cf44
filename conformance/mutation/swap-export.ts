import { isNode, parseSource, type SyntaxNode } from '../tests/parse-source.ts';

/**
 * The text of a module in which one export is what a mutant makes of it, for whoever imports it and inside the module as well.
 * Undefined when the module has no such export by a declaration of its own.
 * @param mutant an expression of a module that exports `gate`
 */
export function swapExport(
  text: string,
  { name, gateModule, mutant }: { name: string; gateModule: string; mutant: string },
): string | undefined {
  const place = exportedName(text, name);
  if (place === undefined) return undefined;
  const original = `original_${name}`;
  const bytes = Buffer.from(text);
  return [
    bytes.subarray(0, place.exportStart),
    // `export ` goes; the declaration stays under another name, so that every use in the module means the mutant.
    bytes.subarray(place.exportStart + 'export'.length, place.nameStart),
    original,
    bytes.subarray(place.nameEnd),
    `\nimport { gate as gate_${name} } from ${JSON.stringify(gateModule)};`,
    `\nexport const ${name} = gate_${name}.mutants[${JSON.stringify(mutant)}](${original});\n`,
  ].join('');
}

/** Whether a module exports the name by a declaration of its own. */
export const exportsName = (text: string, name: string): boolean => exportedName(text, name) !== undefined;

/** Byte offsets of an exported declaration and of its name. */
interface Place {
  readonly exportStart: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

function exportedName(text: string, name: string): Place | undefined {
  const source = parseSource(text, { tsx: false });
  for (const item of source.tree['body'] as readonly SyntaxNode[]) {
    if (item['type'] !== 'ExportDeclaration' || !isNode(item['declaration'])) continue;
    const identifier = identifiersOf(item['declaration']).find((each) => each['value'] === name);
    if (identifier === undefined) continue;
    const { start } = source.bytesOf(identifier);
    // The span of a typed variable goes on over its type; its name is as long as it is.
    const nameEnd = start + Buffer.byteLength(name);
    return { exportStart: source.bytesOf(item).start, nameStart: start, nameEnd };
  }
  return undefined;
}

/** The names that a function, class or variable declaration binds. */
function identifiersOf(declaration: SyntaxNode): readonly SyntaxNode[] {
  if (isNode(declaration['identifier'])) return [declaration['identifier']];
  const variables = (declaration['declarations'] ?? []) as readonly SyntaxNode[];
  return variables.flatMap((variable) => (isNode(variable['id']) ? [variable['id']] : []));
}
