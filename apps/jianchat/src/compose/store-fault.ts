import { PlatformFault } from './platform-fault.ts';

/** System and PostgreSQL codes (SQLSTATE) that operators meet when they connect a server of theirs. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'no answer in time',
  '28000': 'the server refuses this user',
  '28P01': 'user or password is wrong',
  '3D000': 'there is no such database',
  '42501': 'this user lacks a right in the database',
  '57P03': 'the server is starting or stopping',
};

/**
 * Why a store can't be used, for the operator: where it is, without credentials, and the innermost code.
 * @param where the setting and the server's address, or that it is the embedded one.
 */
export function storeFault(store: 'records' | 'analytics', where: string, error: unknown): PlatformFault {
  const codes = codesOf(error);
  const known = codes.find((code) => REASONS[code] !== undefined);
  const reason = known === undefined ? messageOf(error) : `${REASONS[known]} (${known})`;
  return new PlatformFault(`${store}.unavailable`, `${where} cannot be used: ${reason}`);
}

/** `JIANCHAT_POSTGRES_URL (db.example:5432)`: never the user or the password. */
export function placeOf(setting: string, url: string): string {
  const { host } = new URL(url);
  return host === '' ? setting : `${setting} (${host})`;
}

/** Codes of an error and its causes, outermost first. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const parts = error instanceof AggregateError ? error.errors : [error.cause];
  return [...own, ...wordsOf(error), ...parts.flatMap(codesOf)];
}

/** The analytics client names the system's code in its message only. */
const wordsOf = (error: Error): string[] => error.message.match(/\bE[A-Z_]{4,}\b/g) ?? [];

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== ''
    ? `${error.message}: ${error.cause.message}`
    : error.message;
}
