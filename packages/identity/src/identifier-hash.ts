import { createHmacSha256 } from '@jianchat/hmac';

/** Something that tells one person or device from others, as a field of the policy holds it. */
export interface Identifier {
  /** Id of the policy's field: equal values of two fields are two identifiers. */
  readonly field: number;
  readonly value: string;
  /** Where the value means somebody in one place only, that place, such as the account whose number it is. */
  readonly within?: string;
}

/** Text of a keyed hash, 43 characters (base64url of 32 bytes). */
export type IdentifierHash = string;

const DOMAIN = 'jianchat/identifier/1\n';

/**
 * Makes the keyed hash under which an identifier is looked up: HMAC-SHA-256 over domain, field id and value. Without the
 * key nobody can find a person by trying identifiers. Undefined for a value that means nobody.
 * @param key 32 secret bytes
 */
export function createIdentifierHash(
  key: Uint8Array,
): (identifier: Identifier) => IdentifierHash | undefined {
  const mac = createHmacSha256(key);
  return ({ field, value, within }) => {
    const text = meaningful(value);
    if (text === undefined) return undefined;
    const place = within === undefined ? '' : `${within}\n`;
    return mac.base64url(`${DOMAIN}${field}\n${place}${text}`);
  };
}

const NETWORK_DOMAIN = 'jianchat/network/1\n';

/**
 * Makes the keyed hash of the network of a connection.
 * @param key 32 secret bytes, for nothing else
 */
export function createNetworkHash(key: Uint8Array): (network: string) => IdentifierHash {
  const mac = createHmacSha256(key);
  return (network) => mac.base64url(`${NETWORK_DOMAIN}${network}`);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Nothing but zeros and their separators: what systems hand out instead of an id that was refused or reset. */
const ZEROS = /^[0-]*$/;
const CHARS_MIN = 8;

/** The value in the one form it is hashed in; undefined where many people share it. A UUID is written in either case. */
function meaningful(value: string): string | undefined {
  const text = value.trim();
  if (text.length < CHARS_MIN || ZEROS.test(text)) return undefined;
  return UUID.test(text) ? text.toLowerCase() : text;
}
