export { createDirectDemand, type DirectDemand, type DirectDemandOptions } from './direct-demand.ts';
