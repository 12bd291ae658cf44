export { createMediation } from './create-mediation.ts';
