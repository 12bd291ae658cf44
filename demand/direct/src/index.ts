export { sizesOf } from './banner.ts';
export { createDirectDemand, type DirectDemand, type DirectDemandOptions } from './direct-demand.ts';
export { type Unconsidered, whyUnconsidered } from './why-unconsidered.ts';
export type { Expectation, ExpectedValue } from './worth.ts';
