import type { TestCase } from 'vitest/node';

/** Titles of the suites around a test, outermost first, and its own. */
export function chainOf(test: TestCase): string[] {
  const chain = [test.name];
  for (let at = test.parent; at.type === 'suite'; at = at.parent) chain.unshift(at.name);
  return chain;
}
