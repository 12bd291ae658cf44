import { describe, expect, it } from 'vitest';
import { createIdentifierHash } from './identifier-hash.ts';

const hash = createIdentifierHash(Buffer.alloc(32, 1));
const value = '6D92078A-8246-4BA4-AE5B-76104861E7DC';

describe('the hash of an identifier', () => {
  it('needs the key, and tells fields apart', () => {
    const own = hash({ field: 8, value });
    expect(own).toMatch(/^[\w-]{43}$/);
    expect(hash({ field: 9, value })).not.toBe(own);
    expect(createIdentifierHash(Buffer.alloc(32, 2))({ field: 8, value })).not.toBe(own);
    // Field and value can't run into each other.
    expect(hash({ field: 1, value: '12345678' })).not.toBe(hash({ field: 11, value: '2345678x' }));
  });

  it('is the same however a UUID is written, and not for ids whose case matters', () => {
    expect(hash({ field: 8, value: ` ${value.toLowerCase()} ` })).toBe(hash({ field: 8, value }));
    expect(hash({ field: 45, value: 'Someone-Else' })).not.toBe(hash({ field: 45, value: 'someone-else' }));
  });

  it('is none for what many people share', () => {
    for (const shared of [
      '',
      '0',
      '00000000-0000-0000-0000-000000000000',
      '0000000000000000',
      'null',
      'unknown',
    ])
      expect(hash({ field: 8, value: shared }), shared).toBeUndefined();
  });
});
