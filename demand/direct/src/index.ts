export { createDirectDemand, type DirectDemand, type DirectDemandOptions } from './direct-demand.ts';
export type { ExpectedClicks, ExpectedValue } from './worth.ts';
