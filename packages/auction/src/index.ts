export * from './check-offer.ts';
export type * from './demand.ts';
export * from './imp-view.ts';
export * from './non-bid-reason.ts';
export * from './offer.ts';
export * from './price.ts';
export * from './price-granularity.ts';
export * from './rank.ts';
export * from './targeting.ts';
