import { defineConfig } from 'vitest/config';

/** Tests run in forked processes: the embedded engines crash inside worker threads. */
export default defineConfig({
  test: {
    pool: 'forks',
    // The pages that tests look at are built once, before any of them starts the platform.
    globalSetup: ['./tools/build-pages.ts'],
    include: ['{packages,engines,services,demand,apps,tools,conformance,bench}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Generous: a busy machine is slow, and no test is there to measure time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
