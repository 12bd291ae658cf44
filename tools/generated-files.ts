import { generateJsonSchema } from '../packages/policy/src/generate/json-schema.ts';
import { generateManifest } from '../packages/policy/src/generate/manifest.ts';
import { generateTypescript } from '../packages/policy/src/generate/typescript.ts';
import { outcomeTable } from '../packages/policy/src/publish/outcome-table.ts';
import { adapterNames, adapterRegistry } from './adapter-registry.ts';
import { compiledPolicy } from './compiled-policy.ts';
import { errorsPage } from './errors-page.ts';
import { prebidSettingsPage } from './prebid-settings-page.ts';
import { gatesRegistry, promisesRegistry } from './promise-registry.ts';
import { storesPage } from './stores-page.ts';

interface GeneratedFile {
  readonly path: string;
  /** The whole text, a function of the sources in the tree alone. */
  readonly content: (root: string) => string | Promise<string>;
}

export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: 'packages/snapshot/src/generated/adapters.gen.ts', content: adapterNames },
  { path: 'demand/openrtb/src/adapters/registry.gen.ts', content: adapterRegistry },
  {
    path: 'packages/policy/src/generated/policy.gen.ts',
    content: (root) => generateTypescript(compiledPolicy(root)),
  },
  {
    path: 'packages/policy/src/generated/manifest.gen.ts',
    content: (root) => generateManifest(compiledPolicy(root)),
  },
  { path: 'policy/policy.schema.json', content: generateJsonSchema },
  // Loaded when its turn comes: it imports the adapters' names, which may have been written just now.
  {
    path: 'apps/console/src/generated/form-schemas.gen.ts',
    content: async (root) => (await import('./form-schemas.ts')).formSchemas(root),
  },
  { path: 'docs/errors.md', content: errorsPage },
  { path: 'docs/prebid-settings.md', content: prebidSettingsPage },
  { path: 'docs/outcomes.md', content: (root) => outcomeTable(compiledPolicy(root)) },
  { path: 'docs/stores.md', content: (root) => storesPage(compiledPolicy(root)) },
  { path: 'conformance/registry/gates.gen.ts', content: gatesRegistry },
  { path: 'conformance/registry/promises.gen.ts', content: promisesRegistry },
  // Loaded when its turn comes: it imports the registry, which may have been written just now.
  {
    path: 'docs/promises.md',
    content: async (root) => (await import('./promises-page.ts')).promisesPage(root),
  },
];
