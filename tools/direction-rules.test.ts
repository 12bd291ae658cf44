import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cruiseImports } from './cruise-imports.ts';

let found: ReadonlySet<string>;
beforeAll(async () => {
  const folders = ['packages', 'engines', 'services', 'apps'];
  const { summary } = await cruiseImports(join(import.meta.dirname, 'planted'), folders);
  found = new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`));
});

describe('planted faults of direction', () => {
  it('are found: a package that imports a service, and a cycle', () => {
    expect(found).toContain('packages-import-nothing-above: packages/a/src/a.ts');
    expect([...found].some((fault) => fault.startsWith('no-cycles: '))).toBe(true);
  });

  it.each(['edge', 'driver'])(
    'K5: an exchange that can reach the records store is found, though it imports a type only: %s',
    (name) => {
      expect(found).toContain(`edge-reaches-no-store-of-people: services/exchange/src/${name}.ts`);
    },
  );
});
