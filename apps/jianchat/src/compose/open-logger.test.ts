import { expect, it } from 'vitest';
import { openLogger } from './open-logger.ts';

it('K2: a fault is logged by its class, code and place, and nothing that it quotes', () => {
  const lines: string[] = [];
  const logger = openLogger('info', { write: (line) => void lines.push(line) });
  const faultOf = (throwing: () => unknown): unknown => {
    try {
      return throwing();
    } catch (error) {
      return error;
    }
  };
  logger.error({ err: faultOf(() => JSON.parse('{"email": ann@example.com}')) }, 'request failed');
  logger.error({ err: faultOf(() => new URL('ann@example.com')) }, 'request failed');
  expect(lines.join('')).not.toContain('ann@');
  expect(lines.map((line) => JSON.parse(line).err)).toMatchObject([
    { error: 'SyntaxError', at: expect.stringContaining('open-logger.test.ts') },
    { error: 'TypeError', code: 'ERR_INVALID_URL' },
  ]);
});
