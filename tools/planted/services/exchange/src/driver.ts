import type { Pool } from 'pg';
export type Driver = Pool;
