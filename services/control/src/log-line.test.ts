import { expect, it } from 'vitest';
import { errorDetail } from './log-line.ts';

it('K2: of an error nothing is logged that could quote a person’s data', () => {
  const error = Object.assign(
    new Error('duplicate key (email)=(ann@example.com)\nsecond line ann@example.com'),
    {
      code: '23505',
      detail: 'Key (email)=(ann@example.com) already exists.',
    },
  );
  const detail = errorDetail(error);
  expect(JSON.stringify(detail)).not.toContain('ann@example.com');
  expect(detail).toMatchObject({ error: 'Error', code: '23505' });
  expect(detail['at']).toContain('log-line.test.ts');
  expect(errorDetail('ann@example.com')).toEqual({ error: 'string' });
});
