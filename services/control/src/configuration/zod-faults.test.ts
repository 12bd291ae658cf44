import { expect, it } from 'vitest';
import { z } from 'zod';
import { zodFaults } from './zod-faults.ts';

const Form = z.strictObject({ name: z.string(), sizes: z.array(z.strictObject({ w: z.number() })) });

it('names what is missing, what there is none of, and where, without the values that came', () => {
  const reading = Form.safeParse({ nme: 'Secret', sizes: [{ w: 'Secret', x: 1 }] });
  const faults = reading.error === undefined ? [] : zodFaults(reading.error, ['body']);
  expect(faults).toEqual([
    { path: 'body.name', code: 'form.invalid_type', message: 'is missing' },
    {
      path: 'body.sizes[0].w',
      code: 'form.invalid_type',
      message: 'Invalid input: expected number, received string',
    },
    { path: 'body.sizes[0]', code: 'form.unrecognized_keys', message: 'there is no member "x"' },
    { path: 'body', code: 'form.unrecognized_keys', message: 'there is no member "nme"' },
  ]);
});
