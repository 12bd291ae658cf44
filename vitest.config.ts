import { defineConfig } from 'vitest/config';

/** Tests run in forked processes: the embedded engines crash inside worker threads. */
export default defineConfig({
  test: {
    pool: 'forks',
    include: ['{packages,engines,services,demand,apps,tools,conformance,bench}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
