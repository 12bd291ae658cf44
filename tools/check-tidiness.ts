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
/**
 * Where ads are auctioned, a bid request is read through the gate "use" only: its views leave out what the purpose may not
 * read, but a function that takes the whole type would read on. What a recipient gets is already cut: those files may.
 */
const AUCTIONING = /^(services\/exchange|demand\/[^/]+|packages\/auction)\/src\//;
const CUT_FOR_RECIPIENTS = new Set([
  'services/exchange/src/request-text/eid-filter.ts',
  'services/exchange/src/request-text/imp-texts.ts',
  'services/exchange/src/request-text/person-texts.ts',
  'services/exchange/src/request-text/request-text.ts',
  'demand/openrtb/src/outgoing-request.ts',
]);
const WHOLE_REQUEST =
  /\b(BidRequest|Imp|Device|Geo|User|UserExt|Eid|Uid|Site|App|Dooh|Regs|Source|UserAgent)\b/;
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
  if (AUCTIONING.test(file) && !CUT_FOR_RECIPIENTS.has(file) && !/\.test\.ts$|\/testing\//.test(file)) {
    for (const [, names = ''] of text.matchAll(/import (?:type )?\{([^}]*)\} from '@jianchat\/openrtb'/g)) {
      const whole = WHOLE_REQUEST.exec(names)?.[1];
      if (whole !== undefined)
        found.push({
          place: file,
          message: `takes a ${whole} past the gate "use"; write RequestFor<'PURPOSE'>`,
        });
    }
    if (/getOwnPropertySymbols|Reflect\.ownKeys/.test(text))
      found.push({ place: file, message: 'looks for the request that only the gates may hold' });
  }
  return [...found, ...longFunctions(file, text)];
}

/**
 * Walks the syntax tree. A function's length leaves out the functions inside it: a factory that holds a handful of small
 * functions is a list of them, as a class would be. Tests are left out, since a `describe` block is a list, too.
 */
function longFunctions(file: string, text: string): Fault[] {
  if (file.includes('.test.') || file.endsWith('conformance.ts')) return [];
  const tree = parseSync(text, { syntax: 'typescript', tsx: file.endsWith('.tsx'), target: 'es2022' });
  // Spans are byte offsets that go on counting from one parsed file to the next.
  const bytes = Buffer.from(text);
  const start = firstOffset(tree, bytes);
  const lineAt = (offset: number) =>
    bytes
      .subarray(0, offset - start)
      .toString()
      .split('\n').length;
  const found: Fault[] = [];
  ownLines(tree, (span, lines) => {
    if (lines <= FUNCTION_LINES_MAX) return;
    const place = `${file}:${lineAt(span.start)}`;
    found.push({ place, message: `a function of ${lines} lines of its own; at most ${FUNCTION_LINES_MAX}` });
  });
  return found;

  /** Tells each function's own lines; answers the lines of all functions in `value`. */
  function ownLines(value: unknown, tell: (span: Span, lines: number) => void): number {
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + ownLines(item, tell), 0);
    if (typeof value !== 'object' || value === null) return 0;
    const node = value as Record<string, unknown>;
    let inside = 0;
    for (const key in node) if (key !== 'span') inside += ownLines(node[key], tell);
    const span = functionSpan(node);
    if (!span) return inside;
    const whole = lineAt(span.end) - lineAt(span.start) + 1;
    tell(span, whole - inside);
    return whole;
  }
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
