export * from './all-routes.ts';
export { apiPlaces } from './api-places.ts';
export * from './problem.ts';
export * from './route.ts';
export * from './routes/inventory.ts';
export * from './routes/live.ts';
export * from './routes/policy.ts';
export * from './routes/report.ts';
export * from './routes/session.ts';
