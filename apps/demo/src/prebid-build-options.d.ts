/** Prebid.js ships its bundler plugin without types; this is the part of it the build uses. */
declare module 'prebid.js/customize/rollupPlugin' {
  import type { Plugin } from 'vite';

  const prebidBuildOptions: (options?: {
    globalVarName?: string;
    defineGlobal?: boolean;
    distUrlBase?: string;
  }) => Plugin;
  export default prebidBuildOptions;
}
