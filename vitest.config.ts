import { defineConfig } from 'vitest/config';

/** Tests run in forked processes: the embedded engines crash inside worker threads. */
export default defineConfig({
  test: {
    pool: 'forks',
    // The pages that tests look at are built once, before any of them starts the platform.
    globalSetup: ['./tools/build-pages.ts'],
    include: ['{packages,engines,services,demand,apps,tools,conformance,bench}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
