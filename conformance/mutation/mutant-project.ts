import { join } from 'node:path';
import type { TestProjectConfiguration } from 'vitest/config';
import type { Vite } from 'vitest/node';
import type { Gate } from '../registry/define-gate.ts';
import { swapExport } from './swap-export.ts';

/** A gate with one mutant in its place. */
export interface Mutation {
  readonly gate: Gate;
  readonly gateName: string;
  readonly mutant: string;
}

export const projectName = ({ gateName, mutant }: Mutation): string => `${gateName}: ${mutant}`;

/** A project of Vitest whose tests see the sources with the mutant in the gate's place. */
export function mutantProject(root: string, mutation: Mutation): TestProjectConfiguration {
  return {
    extends: false,
    root,
    plugins: [mutantPlugin(root, mutation)],
    test: {
      name: projectName(mutation),
      include: [...mutation.gate.provenBy],
      // The embedded engines crash inside worker threads.
      pool: 'forks',
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  };
}

function mutantPlugin(root: string, { gate, gateName, mutant }: Mutation): Vite.Plugin {
  const file = join(root, gate.file);
  const gateModule = join(root, 'conformance/gates', `${gateName}.ts`);
  return {
    name: 'a mutant in the place of its gate',
    enforce: 'pre',
    // The module with the gate is another one for each mutant; all others are the same, and compiled once.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => (id.split('?')[0] === file ? false : undefined)),
    transform(code, id) {
      if (id.split('?')[0] !== file) return undefined;
      const swapped = swapExport(code, { name: gate.export, gateModule, mutant });
      if (swapped === undefined) throw new Error(`${gate.file} does not export ${gate.export}`);
      return { code: swapped, map: null };
    },
  };
}
