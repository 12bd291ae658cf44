export * from './hot-state.ts';
