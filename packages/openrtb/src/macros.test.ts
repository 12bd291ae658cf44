// biome-ignore-all lint/suspicious/noTemplateCurlyInString: OpenRTB writes its macros like that.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { substituteMacros } from './macros.ts';

describe('substitution of macros (OpenRTB 2.6 §4.4)', () => {
  it('replaces names, removes those without a value, encodes on request', () => {
    const url =
      'https://d.example/w?p=${AUCTION_PRICE}&b=${AUCTION_PRICE:B64}&l=${AUCTION_LOSS}&c=${AUCTION_CURRENCY}';
    expect(substituteMacros(url, { AUCTION_PRICE: '1.25', AUCTION_CURRENCY: 'USD' })).toBe(
      'https://d.example/w?p=1.25&b=MS4yNQ==&l=&c=USD',
    );
  });

  it('leaves what is not a macro or names an unknown algorithm', () => {
    const text = '${AUCTION_NONSENSE} ${AUCTION_PRICE:XYZ} ${AUCTION_PRICE ${OTHER} ${AUCTION_';
    expect(substituteMacros(text, { AUCTION_PRICE: '1' })).toBe(text);
  });

  it('does not search inserted values again', () => {
    expect(
      substituteMacros('${AUCTION_ID}|${AUCTION_PRICE}', {
        AUCTION_ID: '${AUCTION_PRICE}',
        AUCTION_PRICE: '2',
      }),
    ).toBe('${AUCTION_PRICE}|2');
  });

  it('agrees with a replacement name by name on any text', () => {
    const piece = fc.constantFrom(
      '${AUCTION_PRICE}',
      '${AUCTION_ID}',
      '${AUCTION_',
      '}',
      '${',
      'x',
      '${AUCTION_PRICE',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const expected = text.replace(/\$\{AUCTION_(PRICE|ID)\}/g, (_, name) =>
          name === 'PRICE' ? '7' : 'a',
        );
        expect(substituteMacros(text, { AUCTION_PRICE: '7', AUCTION_ID: 'a' })).toBe(expected);
      }),
    );
  });
});
