import { join } from 'node:path';

/**
 * Bundles a bare page with Prebid.js that asks a platform on another origin for ads: what a test looks at. `window.viewPage` runs a
 * page view. Needs no network; `outDir` is replaced.
 */
export async function buildPrebidCheck(outDir: string): Promise<void> {
  const [{ build }, { default: prebidBuildOptions }] = await Promise.all([
    import('vite'),
    import('prebid.js/customize/rollupPlugin'),
  ]);
  await build({
    root: join(import.meta.dirname, 'page', 'prebid-check'),
    base: './',
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    plugins: [prebidBuildOptions({ distUrlBase: '/unavailable/' })],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 1_000,
      reportCompressedSize: false,
    },
  });
}
