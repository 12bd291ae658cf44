import { createECDH, createHash, createPrivateKey, sign } from 'node:crypto';
import type { PublicJwk } from '@jianchat/policy';
import type { MasterKey } from './master-key.ts';

/** The key that signs acknowledgements of deletion requests: ES256, since partners' libraries all know it. */
export interface DeletionKey {
  readonly publicKey: PublicJwk;
  /** A JSON Web Token in compact form. */
  readonly sign: (payload: Readonly<Record<string, unknown>>) => string;
}

const COORDINATE_BYTES = 32;

export function deletionKey(master: MasterKey): DeletionKey {
  const { secret, point } = keyPair(master.derive('dsr-sign/1'));
  const x = point.subarray(1, 1 + COORDINATE_BYTES).toString('base64url');
  const y = point.subarray(1 + COORDINATE_BYTES).toString('base64url');
  const kid = createHash('sha256').update(point).digest('base64url').slice(0, 16);
  const key = createPrivateKey({
    format: 'jwk',
    key: { kty: 'EC', crv: 'P-256', x, y, d: secret.toString('base64url') },
  });
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    publicKey: { kty: 'EC', crv: 'P-256', x, y, kid, use: 'sig', alg: 'ES256' },
    sign(payload) {
      const signed = `${encode({ typ: 'JWT', alg: 'ES256', kid })}.${encode(payload)}`;
      const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${signature.toString('base64url')}`;
    },
  };
}

/** One seed in 2³² is no scalar of the curve; then its hash is tried. */
function keyPair(seed: Buffer): { readonly secret: Buffer; readonly point: Buffer } {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(seed);
  } catch {
    return keyPair(createHash('sha256').update(seed).digest());
  }
  return { secret: seed, point: pair.getPublicKey() };
}
