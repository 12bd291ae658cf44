import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sharedLiterals } from './shared-literal.ts';

/** What the text means, as a program reads it. */
function valuesOf({ shared, texts }: ReturnType<typeof sharedLiterals>): unknown {
  return new Function(`${shared}return [${texts.join(',')}];`)();
}

it('writes equal parts once, and what it writes means the same', () => {
  const rule = { type: 'object', properties: { country: { type: 'array', items: { type: 'string' } } } };
  const values = [{ first: rule, second: { rule } }, { third: [rule, { type: 'string' }] }];
  const made = sharedLiterals(values);
  expect(valuesOf(made)).toEqual(values);
  const text = made.shared + made.texts.join('');
  expect(text.match(/country/gu)).toHaveLength(1);
  expect(text.match(/\bS\d+/gu)).toHaveLength(4);
});

it('means the same, whatever it is given', () => {
  const value = fc.jsonValue({ maxDepth: 5 }).filter((one) => !JSON.stringify(one).includes('__proto__'));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 4 }), (values) => {
      const twice = [...values, ...values];
      expect(valuesOf(sharedLiterals(twice))).toEqual(JSON.parse(JSON.stringify(twice)));
    }),
  );
});
