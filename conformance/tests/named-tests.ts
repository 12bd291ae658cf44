import type { PromiseId } from '../../packages/policy/src/promises/promise-ids.ts';
import { childrenOf, isNode, parseSource, type SyntaxNode } from './parse-source.ts';
import { promisesNamed } from './promises-named.ts';
import { type TitlePattern, titlePattern } from './title-pattern.ts';

/** A test, or a suite of tests, whose own title names promises. */
export interface NamedTest {
  readonly line: number;
  readonly ids: readonly PromiseId[];
  /** Ids in the title that no promise has. */
  readonly unknown: readonly string[];
  /** Titles of the suites around it and its own. */
  readonly chain: readonly TitlePattern[];
}

/** Reads from a test file's syntax tree which tests and suites name a promise. */
export function namedTests(text: string, options: { tsx: boolean }): readonly NamedTest[] {
  const source = parseSource(text, options);
  const found: NamedTest[] = [];
  visit(source.tree, []);
  return found;

  function visit(node: SyntaxNode, around: readonly TitlePattern[]): void {
    const title = titleOf(node);
    const chain = title === undefined ? around : [...around, title];
    if (title !== undefined) {
      const { ids, unknown } = promisesNamed(title.text);
      if (ids.length + unknown.length > 0) found.push({ line: source.lineOf(node), ids, unknown, chain });
    }
    for (const child of childrenOf(node)) visit(child, chain);
  }
}

const SUITES_AND_TESTS: readonly unknown[] = ['it', 'test', 'describe'];
/** What `it.each(…)`, `it.skipIf(…)` and the like answer is called with the title. */
const CURRIED: readonly unknown[] = ['each', 'for', 'skipIf', 'runIf'];

/** The title of a call that declares a test or a suite; undefined for every other node. */
function titleOf(node: SyntaxNode): TitlePattern | undefined {
  if (node['type'] !== 'CallExpression' || !isNode(node['callee'])) return undefined;
  const { root, members, curried } = calleeOf(node['callee']);
  if (!SUITES_AND_TESTS.includes(root)) return undefined;
  if (!curried && members.some((member) => CURRIED.includes(member))) return undefined;
  const [first] = node['arguments'] as readonly { expression: SyntaxNode }[];
  if (first === undefined) return undefined;
  return titlePattern(piecesOf(first.expression), { each: members.includes('each') });
}

function calleeOf(callee: SyntaxNode): { root: unknown; members: readonly unknown[]; curried: boolean } {
  const members: unknown[] = [];
  let at: SyntaxNode = callee;
  let curried = false;
  for (;;) {
    const inner = at['type'] === 'MemberExpression' ? at['object'] : (at['callee'] ?? at['tag']);
    if (at['type'] === 'MemberExpression' && isNode(at['property'])) members.push(at['property']['value']);
    else if (inner !== undefined && members.length === 0) curried = true;
    if (!isNode(inner)) return { root: at['value'], members, curried };
    at = inner;
  }
}

/** The constant pieces of a title; what stands between them is known when the test runs. */
function piecesOf(expression: SyntaxNode): readonly string[] {
  if (expression['type'] === 'StringLiteral') return [String(expression['value'])];
  if (expression['type'] === 'TemplateLiteral') {
    const quasis = expression['quasis'] as readonly SyntaxNode[];
    return quasis.map((quasi) => String(quasi['cooked'] ?? ''));
  }
  if (expression['type'] === 'BinaryExpression' && expression['operator'] === '+') {
    const [left, right] = [expression['left'], expression['right']].map((side) =>
      isNode(side) ? piecesOf(side) : ['', ''],
    );
    const before = left ?? [];
    const after = right ?? [];
    return [...before.slice(0, -1), `${before.at(-1) ?? ''}${after[0] ?? ''}`, ...after.slice(1)];
  }
  return ['', ''];
}
