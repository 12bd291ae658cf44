import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Where the built page lies unless the caller says otherwise: `apps/demo/dist`. */
export const demoPageDir = join(here, '..', 'dist');

/**
 * Bundles the demo page together with Prebid.js (as published on npm, with its Prebid Server adapter) into `outDir`.
 *
 * Needs no network. What is in `outDir` before is replaced. The page expects to be served under `/demo/`
 * on the origin that also serves `/openrtb2/auction`.
 */
export async function buildDemoPage(options: { outDir?: string } = {}): Promise<{ outDir: string }> {
  const outDir = options.outDir ?? demoPageDir;
  // Loaded here so that a process which only serves the built page never loads a bundler.
  const [{ build }, { default: prebidBuildOptions }] = await Promise.all([
    import('vite'),
    import('prebid.js/customize/rollupPlugin'),
  ]);
  await build({
    root: join(here, 'page'),
    base: '/demo/',
    configFile: false,
    envDir: false,
    publicDir: join(here, 'media'),
    logLevel: 'warn',
    // Prebid.js would load its debugging module from a public CDN; the demo never leaves its own origin.
    plugins: [prebidBuildOptions({ distUrlBase: '/demo/unavailable/' })],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1_000,
      reportCompressedSize: false,
      rolldownOptions: { input: [join(here, 'page', 'index.html'), join(here, 'page', 'landing.html')] },
    },
  });
  return { outDir };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildDemoPage();
}
