import type { A } from '../../../packages/a/src/a.ts';
export interface B {
  readonly of: A;
}
