import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPolicy } from '../testing/read-policy.ts';
import { generateTypescript } from './typescript.ts';

it('the checked-in constants are those of the policy', () => {
  const checkedIn = readFileSync(new URL('../generated/policy.gen.ts', import.meta.url), 'utf8');
  expect(checkedIn).toBe(generateTypescript(readPolicy()));
});
