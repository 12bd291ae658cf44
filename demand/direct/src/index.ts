export { createDirectDemand, type DirectDemandOptions } from './direct-demand.ts';
