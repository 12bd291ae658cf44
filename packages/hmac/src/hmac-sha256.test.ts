import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHmacSha256 } from './hmac-sha256.ts';

const reference = (key: Uint8Array, message: string) => createHmac('sha256', key).update(message);

describe('HMAC-SHA-256', () => {
  it.each([
    // RFC 4231, test cases 1 and 6: a key shorter than a block and one longer.
    [Buffer.alloc(20, 0x0b), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      Buffer.alloc(131, 0xaa),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('gives what RFC 4231 says', (key, message, hex) => {
    expect(createHmacSha256(key).base64url(message)).toBe(Buffer.from(hex, 'hex').toString('base64url'));
  });

  it('is the reference of any message under any key, one after the other', () => {
    const key = fc.uint8Array({ minLength: 1, maxLength: 100 });
    const message = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ minLength: 1_300, maxLength: 5_000 }),
    );
    fc.assert(
      fc.property(key, fc.array(message, { maxLength: 4 }), (secret, messages) => {
        const mac = createHmacSha256(secret);
        for (const text of messages) {
          expect(mac.base64url(text)).toBe(reference(secret, text).digest('base64url'));
          const first = reference(secret, text).digest().subarray(0, 16);
          expect(mac.base64url(text, 16)).toBe(first.toString('base64url'));
        }
      }),
      { numRuns: 300 },
    );
  });
});
