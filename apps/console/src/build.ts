import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Where the built console lies unless the caller says otherwise: `apps/console/dist`. */
export const consoleDir = join(here, '..', 'dist');

/** Libraries that every room needs are chunks of their own: a change of the console leaves them in browsers' caches. */
const LIBRARIES = [
  { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/ },
  { name: 'i18n', test: /i18next/ },
  { name: 'routing', test: /node_modules[\\/]@tanstack[\\/]/ },
];

/**
 * Bundles the console into `outDir`; what was there before is replaced. Needs no network and takes a few seconds.
 *
 * The result is served at `/` of the origin that serves `/api`: files under `assets/` carry a hash in their name and
 * may be cached for good; `index.html` answers every path that is no file and must be revalidated.
 */
export async function buildConsole(options: { outDir?: string } = {}): Promise<{ outDir: string }> {
  const outDir = options.outDir ?? consoleDir;
  // Loaded here so that a process which only serves the built console never loads a bundler.
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await build({
    root: join(here, '..'),
    base: '/',
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      // The content security policy allows no data: URLs.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 500,
      rolldownOptions: { output: { codeSplitting: { groups: LIBRARIES } } },
      reportCompressedSize: false,
    },
  });
  return { outDir };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildConsole();
}
