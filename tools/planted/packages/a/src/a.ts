import type { B } from '../../../services/b/src/b.ts';
export type A = readonly B[];
