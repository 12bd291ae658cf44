export interface PageBundle {
  readonly name: string;
  /** Built files, relative to the project's root. */
  readonly dist: string;
  /** What the bundle is made from: when any of it changes, it is built again. */
  readonly sources: readonly string[];
  readonly build: (outDir: string) => Promise<unknown>;
}

export const PAGE_BUNDLES: readonly PageBundle[] = [
  {
    name: 'console',
    dist: 'apps/console/dist',
    sources: ['apps/console', 'packages/api-contract/src', 'packages/snapshot/src', 'package-lock.json'],
    build: async (outDir) => (await import('@jianchat/console/build')).buildConsole({ outDir }),
  },
  {
    name: 'demo page',
    dist: 'apps/demo/dist',
    sources: ['apps/demo/src', 'package-lock.json'],
    build: async (outDir) => (await import('@jianchat/demo')).buildDemoPage({ outDir }),
  },
];
