import type { z } from 'zod';

/** `operator` runs the platform, `media` reads its own account, `auditor` reads everything and changes nothing. */
export const ROLES = ['operator', 'media', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/**
 * One route of the control API: the server registers it, the console calls it and `/api/openapi.json` describes it
 * from this same value.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  /** Who may call it; a media key sees its own account only. Empty = anybody signed in. */
  readonly roles: readonly Role[];
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer: z.ZodType;
}

/** Keeps the literal types of a route, so that a client knows each query, body and answer. */
export const route = <const R extends Route>(r: R): R => r;
