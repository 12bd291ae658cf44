import { randomUUID } from 'node:crypto';

/** Signs as a JSON Web Token under the key that `dsrdelete.json` publishes; returns the compact form. */
export type SignJwt = (payload: Readonly<Record<string, unknown>>) => string;

/** Result codes of the Data Deletion Request Framework, as far as this endpoint gives them. */
const RESULT = { malformed: 1, noToken: 3, unsupportedIdentifier: 4 } as const;

/** An answer to a deletion request: the HTTP status, and the acknowledgement token where there is one to give. */
export interface DeletionAnswer {
  readonly status: 400 | 503;
  readonly acknowledgement: Readonly<Record<string, unknown>> | undefined;
}

export interface DeletionContext {
  /** Types of identifiers that are kept beyond a request. */
  readonly types: readonly string[];
  /** Host of the platform: who acknowledges. */
  readonly issuer: string;
  readonly nowMs: number;
}

/**
 * Answers the request token of a deletion request. Nothing here deletes: an identifier that ends with its request is not there to be
 * deleted, which is result 4. A type that the policy keeps gets no acknowledgement, since nothing would follow from it.
 *
 * Signatures are not looked at, because no answer given here does anything to anybody's data.
 */
export function answerDeletion(token: unknown, context: DeletionContext): DeletionAnswer {
  const claims = typeof token === 'string' ? claimsOf(token) : undefined;
  if (typeof token !== 'string' || claims === undefined)
    return refusal(context, { code: RESULT.noToken, text: 'rqJWT is no JSON Web Token', token: '' });
  const type = identifierTypeOf(claims);
  if (type === undefined)
    return refusal(context, { code: RESULT.malformed, text: 'rqJWT lacks a required claim', token });
  if (context.types.includes(type)) return { status: 503, acknowledgement: undefined };
  return refusal(context, {
    code: RESULT.unsupportedIdentifier,
    text: 'identifiers of this type are not kept beyond the request they came with',
    token,
  });
}

function refusal(
  { issuer, nowMs }: DeletionContext,
  { code, text, token }: { readonly code: number; readonly text: string; readonly token: string },
): DeletionAnswer {
  return {
    status: 400,
    acknowledgement: {
      version: '2.0',
      rqJWT: token,
      jti: randomUUID(),
      iss: issuer,
      iat: Math.floor(nowMs / 1000),
      raResultCode: code,
      raResultString: text,
    },
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
function identifierTypeOf(claims: Record<string, unknown>): string | undefined {
  const texts = [claims['version'], claims['jti'], claims['iss'], claims['orJWT'] ?? claims['idJWT']];
  const subject = claims['sub'];
  if (!texts.every((text) => typeof text === 'string') || typeof claims['iat'] !== 'number') return undefined;
  if (!isObject(subject) || typeof subject['identifierValue'] !== 'string') return undefined;
  const type = subject['identifierType'];
  return typeof type === 'string' ? type : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
