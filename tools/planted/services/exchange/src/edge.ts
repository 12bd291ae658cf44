import type { Records } from '../../../engines/records/src/open-records.ts';
export type Edge = Records;
