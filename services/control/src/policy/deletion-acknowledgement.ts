import { randomUUID } from 'node:crypto';

/** Signs as a JSON Web Token under the key that `dsrdelete.json` publishes; returns the compact form. */
export type SignJwt = (payload: Readonly<Record<string, unknown>>) => string;

/** Result codes of the Data Deletion Request Framework, as far as this endpoint gives them. */
const RESULT = { malformed: 1, noToken: 3, unsupportedIdentifier: 4 } as const;

export interface DeletionContext {
  /** Host of the platform: who acknowledges. */
  readonly issuer: string;
  readonly nowMs: number;
}

/**
 * The claims of the acknowledgement of a deletion request. Nothing here deletes: `dsrdelete.json` names no identifier, so each
 * well-formed request is for an identifier that isn't supported, which is what the answer says. It goes with HTTP status 400.
 *
 * Signatures are not looked at, because no answer given here does anything to anybody's data.
 */
export function acknowledgeDeletion(
  token: unknown,
  context: DeletionContext,
): Readonly<Record<string, unknown>> {
  const claims = typeof token === 'string' ? claimsOf(token) : undefined;
  if (typeof token !== 'string' || claims === undefined)
    return refusal(context, { code: RESULT.noToken, text: 'rqJWT is no JSON Web Token', token: '' });
  if (!isComplete(claims))
    return refusal(context, { code: RESULT.malformed, text: 'rqJWT lacks a required claim', token });
  return refusal(context, {
    code: RESULT.unsupportedIdentifier,
    text: 'requests of partners to delete identifiers of this type are not carried out here',
    token,
  });
}

function refusal(
  { issuer, nowMs }: DeletionContext,
  { code, text, token }: { readonly code: number; readonly text: string; readonly token: string },
): Readonly<Record<string, unknown>> {
  return {
    version: '2.0',
    rqJWT: token,
    jti: randomUUID(),
    iss: issuer,
    iat: Math.floor(nowMs / 1000),
    raResultCode: code,
    raResultString: text,
  };
}

const COMPACT = /^[\w-]{1,4096}\.([\w-]{1,8192})\.[\w-]{1,2048}$/;

function claimsOf(token: string): Record<string, unknown> | undefined {
  const payload = COMPACT.exec(token)?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** Version 2.0 of the framework embeds the originator's token as `orJWT`, 1.0 as `idJWT`. */
function isComplete(claims: Record<string, unknown>): boolean {
  const subject = claims['sub'];
  if (!isObject(subject) || typeof claims['iat'] !== 'number') return false;
  return [
    ...['version', 'jti', 'iss'].map((name) => claims[name]),
    claims['orJWT'] ?? claims['idJWT'],
    subject['identifierValue'],
    subject['identifierType'],
  ].every((text) => typeof text === 'string');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
