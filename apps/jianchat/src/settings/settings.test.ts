import { describe, expect, it } from 'vitest';
import { parseSettings, redacted } from './settings.ts';

describe('settings', () => {
  it('have the documented defaults and no default secret', () => {
    const reading = parseSettings({}, {});
    expect(reading).toMatchObject({
      ok: true,
      settings: { JIANCHAT_PORT: 8080, JIANCHAT_HOST: '127.0.0.1', JIANCHAT_DATA: './data' },
    });
    expect(reading.ok && reading.settings.JIANCHAT_MASTER_KEY).toBeUndefined();
  });

  it('report all faults together, by name', () => {
    const reading = parseSettings(
      { JIANCHAT_COLOUR: 'red' },
      {
        JIANCHAT_PORT: 'x',
        JIANCHAT_ROLES: 'exchange,cook',
        JIANCHAT_WORKERS: '0',
        JIANCHAT_POSTGRES_URL: 'mysql://h/db',
        JIANCHAT_NATS_URL: 'nats://h',
      },
    );
    expect(reading.ok).toBe(false);
    const names = reading.ok ? [] : reading.faults.map((fault) => fault.name.split('.')[0]);
    expect(new Set(names)).toEqual(
      new Set([
        'JIANCHAT_PORT',
        'JIANCHAT_ROLES',
        'JIANCHAT_WORKERS',
        'JIANCHAT_POSTGRES_URL',
        'JIANCHAT_NATS_URL',
        'JIANCHAT_COLOUR',
      ]),
    );
  });

  it('let the environment win over the file', () => {
    expect(parseSettings({ JIANCHAT_PORT: 1000 }, { JIANCHAT_PORT: '2000' })).toMatchObject({
      settings: { JIANCHAT_PORT: 2000 },
    });
  });

  it.each(['{"acme":"whisper"}', '{"acme":{"password":', '7'])(
    'refuse secrets of bidders that are none: %s',
    (given) => {
      const reading = parseSettings({}, { JIANCHAT_BIDDER_SECRETS: given });
      expect(reading).toMatchObject({ ok: false, faults: [{ name: 'JIANCHAT_BIDDER_SECRETS' }] });
      expect(JSON.stringify(reading)).not.toContain('whisper');
    },
  );

  it('are printed without secrets [K2]', () => {
    const reading = parseSettings(
      {},
      {
        JIANCHAT_MASTER_KEY: 'k'.repeat(43),
        JIANCHAT_POSTGRES_URL: 'postgres://u:hush@h/db',
        JIANCHAT_BIDDER_SECRETS: '{"acme":{"password":"whisper"}}',
      },
    );
    expect(reading.ok).toBe(true);
    const text = JSON.stringify(reading.ok && redacted(reading.settings));
    expect(text).not.toMatch(/kkkk|hush|whisper/);
  });
});
