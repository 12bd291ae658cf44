import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseSync } from '@swc/core';

/**
 * The limits of the house style that no other tool checks: length of files and functions, names that say nothing,
 * imports that no code here may have, and the environment read in one file.
 */
const root = join(import.meta.dirname, '..');
const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;
const EMPTY_NAMES = /(^|[/.-])(utils?|helpers?|misc|common|types)(\.[jt]sx?$|\/|-|$)/;
const FORBIDDEN_IMPORTS = new Map([
  ['ua-parser-js', 'AGPL'],
  ['@iabtcf/core', 'stale name of @iabtechlabtcf/core'],
]);
const ENVIRONMENT_READERS =
  /^(apps\/jianchat\/src\/settings|tools\/|bench\/)|\.test\.tsx?$|\/testing\/|\/gateway\/|vitest\.config/;

const FUNCTION_TYPES = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'MethodProperty',
]);

interface Fault {
  readonly place: string;
  readonly message: string;
}

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '' && !/(\.gen\.ts|\.d\.ts)$/.test(file));
if (files.length === 0) throw new Error('no files were found to check');

const faults = files.flatMap((file) => checkFile(file));
for (const fault of faults) process.stderr.write(`${fault.place}: ${fault.message}\n`);
process.stdout.write(`${files.length} files, ${faults.length} faults\n`);
process.exit(faults.length === 0 ? 0 : 1);

function checkFile(file: string): Fault[] {
  let text: string;
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch {
    return []; // deleted in the work tree, still in the index
  }
  const found: Fault[] = [];
  const lines = text.split('\n').length - 1;
  if (lines > FILE_LINES_MAX)
    found.push({ place: file, message: `${lines} lines; at most ${FILE_LINES_MAX}` });
  if (EMPTY_NAMES.test(file))
    found.push({ place: file, message: `the name "${basename(file)}" does not say what is in it` });
  if (!ENVIRONMENT_READERS.test(file) && /\bprocess\.env\b/.test(text)) {
    found.push({ place: file, message: 'reads the environment; only apps/jianchat/src/settings does' });
  }
  for (const match of text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)) {
    const reason = FORBIDDEN_IMPORTS.get(match[1] ?? match[2] ?? '');
    if (reason !== undefined)
      found.push({ place: file, message: `imports ${match[1] ?? match[2]}: ${reason}` });
  }
  return [...found, ...longFunctions(file, text)];
}

/** Walks the syntax tree; tests are left out, since a `describe` block is a list, not a function. */
function longFunctions(file: string, text: string): Fault[] {
  if (file.includes('.test.') || file.endsWith('conformance.ts')) return [];
  const tree = parseSync(text, { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'es2022' });
  // Spans are byte offsets, one-based, and go on counting from one parsed file to the next.
  const bytes = Buffer.from(text);
  const start = firstOffset(tree, bytes);
  const found: Fault[] = [];
  visit(tree, (node) => {
    const span = functionSpan(node);
    if (!span) return;
    const lines = bytes
      .subarray(span.start - start, span.end - start)
      .toString()
      .split('\n').length;
    if (lines > FUNCTION_LINES_MAX) {
      const line = bytes
        .subarray(0, span.start - start)
        .toString()
        .split('\n').length;
      found.push({
        place: `${file}:${line}`,
        message: `a function of ${lines} lines; at most ${FUNCTION_LINES_MAX}`,
      });
    }
  });
  return found;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function firstOffset(tree: { span: Span }, bytes: Buffer): number {
  // The module's span ends at the end of the text.
  return tree.span.end - bytes.length;
}

function functionSpan(node: Record<string, unknown>): Span | undefined {
  if (typeof node['type'] !== 'string' || !FUNCTION_TYPES.has(node['type'])) return undefined;
  return node['span'] as Span;
}

function visit(value: unknown, onNode: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, onNode);
  } else if (typeof value === 'object' && value !== null) {
    const node = value as Record<string, unknown>;
    onNode(node);
    for (const key in node) if (key !== 'span') visit(node[key], onNode);
  }
}
