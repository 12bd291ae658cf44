import { expect, it } from 'vitest';
import { factsOf } from './policy-facts.ts';

const document = {
  version: 3,
  effective: '2026-12-27',
  hash: 'abc',
  fields: [{ collect: 'on', form: 'truncated' }, { collect: 'off' }],
};

it('V2: says since when the policy rules here, which may be before or after its own date', () => {
  const history = {
    current: 3,
    versions: [
      { version: 2, state: 'past', takesEffect: '2026-01-01' },
      { version: 3, state: 'inForce', takesEffect: '2026-11-26' },
    ],
  };
  expect(factsOf(document, history)).toMatchObject({ version: '3', effective: '2026-11-26', hash: 'abc' });
});

it('leaves out what has another form than expected', () => {
  for (const history of [undefined, null, {}, { versions: 'none' }, { versions: [] }])
    expect(factsOf(document, history).effective).toBeUndefined();
  expect(factsOf('no document', undefined)).toEqual({
    version: undefined,
    effective: undefined,
    hash: undefined,
    fields: undefined,
  });
});
