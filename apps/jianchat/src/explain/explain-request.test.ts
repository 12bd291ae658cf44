import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../compose/policy.ts';
import { hostEnvironment } from '../testing/host-environment.ts';
import { type ExplainOptions, explainRequest } from './explain-request.ts';
import { explainWords } from './explain-words.ts';
import { explanationText } from './explanation-text.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const policy = loadPolicy(`${root}policy`);
const contracts = [...policy.contracts.values()];

const OPTIONS: ExplainOptions = {
  contracts,
  outer: { ip: undefined, userAgent: undefined, referer: undefined, secGpc: false, dnt: false },
  lookUpCountry: () => undefined,
  country: undefined,
  nowMs: Date.UTC(2026, 10, 23),
  askedAnew: [],
  own: [],
  projections: true,
};

const REQUEST = {
  id: 'r-1',
  imp: [{ id: 'i-1', banner: { w: 300, h: 250 } }],
  site: { page: 'https://news.example/a', publisher: { id: 'demo' } },
  device: {
    ip: '198.51.100.7',
    ua: 'UA',
    os: 'ios',
    ifa: 'IFA-VALUE',
    geo: { city: 'CITY-VALUE' },
    made: { up: 1 },
  },
  user: { id: 'USER-VALUE' },
};

const explain = (body: object, more: Partial<ExplainOptions> = {}) =>
  explainRequest(policy, body as Record<string, unknown>, { ...OPTIONS, ...more });

describe('S2: the explanation of a request', () => {
  it('says where a signal was read, what it does, and which rules hold for which reason', () => {
    const explained = explain(
      { ...REQUEST, regs: { gdpr: 0, ext: { gdpr: 1, coppa: 1 } } },
      { country: 'US' },
    );
    expect(explained).toMatchObject({
      regime: 'eea',
      regimeReasons: ['location.contradiction'],
      floors: ['child'],
    });
    expect(explained.signals.map(({ place, reading }) => [place, reading])).toEqual([
      ['regs.gdpr', 'off'],
      ['regs.ext.gdpr', 'on'],
      ['address', 'US'],
      ['regs.ext.coppa', 'on'],
    ]);
  });

  it('V3: shows what somebody told the platform itself, where the policy keeps that', () => {
    const explained = explain(REQUEST, { country: 'US', own: ['optOut'] });
    expect(explained.floors).toEqual(['optOut']);
    expect(explained.signals).toContainEqual(
      expect.objectContaining({ place: 'own', floors: ['optOut'], reasons: ['signal.own.optOut'] }),
    );
    const fields = policy.fields.filter(({ name }) => name !== 'privacyChoice');
    const keepsNone = explainRequest({ ...policy, fields }, REQUEST, {
      ...OPTIONS,
      country: 'US',
      own: ['optOut'],
    });
    expect(keepsNone.floors).toEqual([]);
  });

  it('says of each field and recipient what the gates did, and why', () => {
    const explained = explain(REQUEST, { country: 'US', outer: { ...OPTIONS.outer, secGpc: true } });
    const fate = (field: string) => explained.fields.find((row) => row.field === field);
    expect(fate('idfa')).toMatchObject({ fate: 'dropped', reason: 'floor.optOut', clause: 'C2' });
    expect(fate('city')).toMatchObject({ fate: 'kept', reason: 'purpose.limitedAds', decides: 'U4' });
    expect(explained.undeclared).toEqual([{ parent: 'device', count: 1 }]);
    const [contextual, vendor] = explained.recipients;
    const told = (recipient: typeof contextual, field: string) =>
      recipient?.fields.find((row) => row.field === field);
    expect(told(contextual, 'city')).toMatchObject({ outcome: 'withheld', reason: 'contract.none' });
    expect(told(contextual, 'ipAddress')).toMatchObject({
      outcome: 'coarse',
      reason: 'purpose.contextualAds',
    });
    expect(told(vendor, 'city')).toMatchObject({
      outcome: 'shared',
      purposes: ['limitedAds', 'measurement'],
    });
    expect(told(vendor, 'idfa')).toMatchObject({ outcome: 'withheld', reason: 'floor.optOut' });
  });

  it.each(['DE', 'US', 'CN', 'JP'])('projects exactly what it explains as sent, in %s', (country) => {
    for (const recipient of explain(REQUEST, { country }).recipients) {
      const sent = JSON.stringify(recipient.projection);
      const outcome = (field: string) => recipient.fields.find((row) => row.field === field)?.outcome;
      const shown = {
        idfa: 'IFA-VALUE',
        city: 'CITY-VALUE',
        publisherUserId: 'USER-VALUE',
        ipAddress: '198.51.100.7',
      };
      for (const [field, value] of Object.entries(shown))
        expect([field, sent.includes(value)]).toEqual([field, outcome(field) === 'shared']);
      expect(sent.includes('198.51.100.0')).toBe(outcome('ipAddress') === 'coarse');
    }
  });

  it.each(['en', 'zh'] as const)(
    'reads in %s, without a value of the person and without a code for want of words',
    (locale) => {
      for (const country of ['DE', 'US', 'CN', undefined]) {
        const explained = explain(
          { ...REQUEST, device: { ...REQUEST.device, lmt: 1, ext: { atts: 2 } } },
          { country, projections: false },
        );
        const shown = explanationText(explained, explainWords(policy, locale));
        expect(shown).not.toMatch(/-VALUE|198\.51|news\.example/);
        expect(shown).not.toMatch(/\b(purpose|grant|vendor|basis|requires|contract|floor|why)\.\w/);
        if (locale === 'zh') expect(shown).toContain('收到的字段');
      }
    },
  );
});

async function run(args: readonly string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [`${root}apps/jianchat/src/main.ts`, 'policy', 'explain', ...args], {
    env: hostEnvironment(),
  });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, out, err };
}

describe('jianchat policy explain', () => {
  it('reads standard input, looks addresses up, and prints JSON; 0', async () => {
    const { code, out } = await run(
      ['--request', '-', '--json', '--contract', 'demo-dsp-b', '--gpc'],
      JSON.stringify({ ...REQUEST, device: { ...REQUEST.device, ip: '85.214.132.117' } }),
    );
    expect(code).toBe(0);
    const explained = JSON.parse(out);
    expect(explained).toMatchObject({ regime: 'eea', floors: ['optOut'] });
    expect(explained.recipients.map(({ contract }: { contract: string }) => contract)).toEqual([
      'demo-dsp-b',
    ]);
    expect(out).not.toContain('VALUE');
  });

  it.each([
    [['--request', '-'], '{"device": {"ifa": "SECRET"', 1, 'request.unreadable'],
    [['--request', '-'], '[1]', 1, 'request.unreadable'],
    [['--request', 'no-such-file.json'], '', 1, 'request.unreadable'],
    [['--request', '-', '--contract', 'nobody'], '{}', 1, 'contract.unknown'],
    [['--request', '-', '--country', 'Atlantis'], '{}', 2, 'two letters'],
    [[], '', 2, '--request'],
  ])('%j with %j: %i', async (args, input, code, message) => {
    const result = await run(args, input);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('SECRET');
  });
});
