export { createDirectDemand, type DirectDemandOptions } from './direct-demand.ts';
export { compileVast, type VastVersion } from './vast.ts';
