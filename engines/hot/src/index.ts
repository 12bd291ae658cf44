export { choicesInHotState } from './choice-store.ts';
export * from './hot-state.ts';
export { forgetDays } from './old-days.ts';
export * from './shown.ts';
export { subjectsInHotState } from './subject-store.ts';
