import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NamedTest, namedTests } from './named-tests.ts';

/** Where tests lie, for whoever runs them and whoever reads them. */
export const TEST_FILES = '{packages,engines,services,demand,apps,tools,conformance,bench}/**/*.test.ts';

/** Suites that several test files run, each on an engine of its own. */
const SUITE_FILES = '{packages,engines,services,demand}/**/{conformance,*-conformance}.ts';

/** Whether the tests in a file run as part of other files'. */
export const isSuite = (file: string): boolean => !file.endsWith('.test.ts');

/** By file: the tests that name a promise. */
export function readNamedTests(root: string): ReadonlyMap<string, readonly NamedTest[]> {
  const files = globSync([TEST_FILES, SUITE_FILES], {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist)(\/|$)/.test(path),
  });
  const named = files.toSorted().map((file): readonly [string, readonly NamedTest[]] => {
    const path = file.replaceAll('\\', '/');
    return [path, namedTests(readFileSync(join(root, file), 'utf8'), { tsx: false })];
  });
  return new Map(named.filter(([, tests]) => tests.length > 0));
}
