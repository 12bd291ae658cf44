import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Gate } from '../registry/define-gate.ts';
import { parseSource, type SyntaxNode } from '../tests/parse-source.ts';

const SOURCES = '{packages,engines,services,demand,apps,tools}/**/*.{ts,tsx}';
const NOT_RUNNING = /(^|\/)(node_modules|dist|testing|planted|measure)(\/|$)|\.test\.tsx?$|conformance\.ts$/;

/** Answers whether running code imports a gate's export: a gate that nothing calls guards nothing. */
export function gateCallers(root: string): (gate: Gate) => boolean {
  const files = globSync(SOURCES, { cwd: root, exclude: (path) => NOT_RUNNING.test(path) });
  const parsed = new Map<string, readonly Import[]>();
  const importsOf = (file: string): readonly Import[] => {
    const known = parsed.get(file) ?? importsIn(readFileSync(join(root, file), 'utf8'), file);
    parsed.set(file, known);
    return known;
  };
  return (gate) => {
    const module = `/${basename(gate.file)}`;
    return [...files, ...(gate.appliedBy ?? [])].some(
      (file) => file !== gate.file && importsOf(file).some((each) => reaches(each, { gate, module })),
    );
  };
}

/** `name` is the one under which the other module exports it; `*` for all of it. */
interface Import {
  readonly from: string;
  readonly name: string;
}

function reaches({ from, name }: Import, { gate, module }: { gate: Gate; module: string }): boolean {
  const isModule = from.endsWith(module);
  if (name === '*') return isModule;
  return name === gate.export && (isModule || from.startsWith('@jianchat/'));
}

/** What a module imports, types left out. */
function importsIn(text: string, file: string): readonly Import[] {
  const { tree } = parseSource(text, { tsx: file.endsWith('x') });
  return (tree['body'] as readonly SyntaxNode[])
    .filter((item) => item['type'] === 'ImportDeclaration' && item['typeOnly'] !== true)
    .flatMap((item) => {
      const from = String((item['source'] as SyntaxNode)['value']);
      const specifiers = item['specifiers'] as readonly SyntaxNode[];
      return specifiers
        .filter((specifier) => specifier['isTypeOnly'] !== true)
        .map((specifier) => ({ from, name: importedName(specifier) }));
    });
}

function importedName(specifier: SyntaxNode): string {
  if (specifier['type'] === 'ImportNamespaceSpecifier') return '*';
  const named = (specifier['imported'] ?? specifier['local']) as SyntaxNode;
  return String(named['value']);
}
