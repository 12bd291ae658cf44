export { createOpenRtbDemand, type OpenRtbDemandOptions } from './openrtb-demand.ts';
export { type ResponseReading, readBidResponse } from './read-response.ts';
