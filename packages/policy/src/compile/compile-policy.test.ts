import { describe, expect, it } from 'vitest';
import type { PolicyFaultCode } from '../fault.ts';
import {
  changePassage as change,
  compileChanged as compile,
  POLICY_TEXTS as texts,
  POLICY_YAML as yaml,
} from '../testing/changed-policy.ts';

describe('the policy of this repository', () => {
  const compiled = compile(yaml);
  const policy = compiled.ok ? compiled.policy : undefined;

  it('compiles, and its hash ignores comments', () => {
    expect(compiled).toMatchObject({ ok: true });
    const commented = compile(`# another comment\n${yaml}`);
    expect(commented.ok && commented.policy.hash).toBe(policy?.hash);
    const shorter = compile(change('keep: P400D', 'keep: P30D').changed);
    expect(shorter.ok && shorter.policy.hash !== policy?.hash).toBe(true);
  });

  it('C2: declares every device field that the promise names', () => {
    const named = [
      'appVersion',
      'browser',
      'osVersion',
      'internetServiceProvider',
      'ipAddress',
      'deviceIdentifier',
      'idfa',
    ];
    named.push('androidAdvertisingId', 'macAddress', 'imei', 'deviceModel', 'adDisplay', 'adClick');
    for (const name of named) expect(policy?.fields.find((field) => field.name === name)?.clause).toBe('C2');
  });

  it('C2: permanent hardware ids are off, hashed and never shared', () => {
    const hardware = policy?.fields.filter((field) => field.className === 'immutable') ?? [];
    expect(hardware.map((field) => field.name)).toEqual(['macAddress', 'imei']);
    for (const field of hardware)
      expect(field).toMatchObject({ collect: 'off', form: 'keyedHash', share: 'never' });
  });
});

const CASES: readonly (readonly [PolicyFaultCode, string, string, string, string])[] = [
  ['yaml.syntax', 'meta:', 'meta: [', '', ''],
  [
    'key.unknown',
    'minNoticeDays: 30',
    'minNoticeDays: 30\n  colour: red',
    'meta.colour',
    'write one of: version, effective',
  ],
  ['key.missing', '  minNoticeDays: 30\n', '', 'meta.minNoticeDays', 'add it'],
  ['value.invalid', 'effective: 20', 'effective: soon', 'meta.effective', 'write a valid date'],
  [
    'value.invalid',
    'subject: mediaUser\n    category: user.contact.phone_number',
    'subject: robot\n    category: user.contact.phone_number',
    'fields.contactNumber.subject',
    'endUser, mediaUser, staff, none',
  ],
  [
    'id.duplicate',
    'adDisplay:\n    id: 14',
    'adDisplay:\n    id: 13',
    'fields.adDisplay',
    'already belongs to "deviceModel"',
  ],
  ['id.range', '  elsewhere:\n    id: 4', '  elsewhere:\n    id: 9', 'regimes.elsewhere.id', 'write 4'],
  ['key.missing', '  osDenied:', '  denied:', 'floors', 'declare a floor named "osDenied"'],
  [
    'name.unknown',
    'allow: { contextualAds: [context] }',
    'allow: { contextualAds: [everything] }',
    'contracts.openrtb-contextual.allow.contextualAds.0',
    'one of: context, recognition',
  ],
  [
    'name.unknown',
    'allow: { contextualAds: [context] }',
    'allow: { fun: [context] }',
    'contracts.openrtb-contextual.allow.0',
    '"fun" is not declared',
  ],
  [
    'name.unknown',
    '      ipAddress,\n      idfa,',
    '      address,\n      idfa,',
    'fieldSets.recognition.0',
    'there is no field "address"',
  ],
  [
    'path.unknown',
    'paths: [app.ver]',
    'paths: [app.version]',
    'fields.appVersion.paths',
    'below app there are: id, name',
  ],
  ['path.unknown', 'paths: [app.ver]', "paths: ['app.{ver']", 'fields.appVersion.paths.0', 'braces'],
  [
    'path.container',
    'paths: [app.ver]',
    'paths: [app.ver, device.geo]',
    'fields.appVersion.paths',
    'device.geo.{lat,lon,',
  ],
  [
    'path.duplicate',
    'paths: [app.ver]',
    'paths: [app.ver, device.ua]',
    'fields.browser.paths',
    'already belongs to "appVersion"',
  ],
  [
    'path.duplicate',
    'paths: [app.ver]',
    'paths: [app.ver, ext.prebid.bidderconfig.config.ortb2.site.id]',
    'fields.appVersion.paths',
    'through a mirror',
  ],
  ['path.undecided', 'paths: [app.ver]', 'paths: []', 'fields', 'app.ver belongs to no field'],
  [
    'path.unknown',
    'platformOnly: [ext.prebid,',
    'platformOnly: [ext.pbs,',
    'platformOnly.0',
    'below ext there are: prebid',
  ],
  [
    'path.variant',
    'when: { os: [android] }',
    'when: { os: [ios] }',
    'fields.idfa.paths',
    'values that appear once',
  ],
  [
    'path.variant',
    'when: { os: [android] }',
    'when: { make: [android] }',
    'fields.idfa.paths',
    'one common sibling',
  ],
  [
    'form.impossible',
    'coarseOf: preciseLocation',
    'coarseOf: city',
    'fields.approximateLocation',
    'has no coarser form',
  ],
  [
    'form.impossible',
    'paths: [app.ver]',
    'form: keyedHash\n    paths: [app.ver, device.w]',
    'fields.appVersion.form',
    "can't be hashed",
  ],
  [
    'form.impossible',
    'interests: [partnerIds,',
    'interests: [imei,',
    'contracts.demo-dsp-a.allow.personalisedAds.1',
    'never shared',
  ],
  [
    'field.unreachable',
    '    enable: [cn]\n',
    '    enable: [us]\n',
    'fields.macAddress',
    'no regime gives a basis',
  ],
  [
    'regime.country',
    'countries: [CN]',
    'countries: [CN, DE]',
    'regimes.cn.countries.1',
    'already belongs to another regime',
  ],
  [
    'retention.period',
    'keep: P400D, criterion: service, then: delete',
    'keep: request, criterion: service',
    'fields.adDisplay.retention',
    'a stored field',
  ],
];

describe('faults', () => {
  it.each(CASES)('%s for %s', (code, passage, replacement, path, hint) => {
    const { changed, line } = change(passage, replacement);
    const compiled = compile(changed);
    const faults = compiled.ok ? [] : compiled.faults;
    const fault = faults.find((candidate) => candidate.code === code && candidate.path === path);
    expect(fault, JSON.stringify(faults.slice(0, 3))).toBeDefined();
    expect(fault?.message).toContain(hint);
    expect(fault?.file).toBe('policy.yaml');
    expect(fault?.line).toBeGreaterThanOrEqual(1);
    if (code === 'key.unknown') expect(fault?.line).toBe(line + 1);
    if (code === 'value.invalid') expect(fault?.line).toBe(line);
  });

  it('are reported together', () => {
    const { changed } = change('paths: [app.ver]', 'paths: [app.version]');
    const compiled = compile(changed.replace('countries: [CN]', 'countries: [CN, DE]'));
    const codes = compiled.ok ? [] : compiled.faults.map((fault) => fault.code);
    expect(new Set(codes)).toEqual(new Set(['path.unknown', 'path.undecided', 'regime.country']));
  });

  it('a text missing in one language, or shown by nothing, is named with its file', () => {
    const zh = { ...texts.zh, yaml: texts.zh.yaml.replace(/^field\.idfa:.*$/m, 'field.nothing: 无') };
    const compiled = compile(yaml, { ...texts, zh });
    expect(compiled).toMatchObject({
      ok: false,
      faults: [
        { code: 'text.missing', file: 'text/zh.yaml', path: 'field.idfa' },
        { code: 'text.unused', file: 'text/zh.yaml', path: 'field.nothing' },
      ],
    });
  });

  it('a text that fills in something else than the other language does is named', () => {
    const zh = { ...texts.zh, yaml: texts.zh.yaml.replace('{days}', '{hours}') };
    const compiled = compile(yaml, { ...texts, zh });
    const [fault] = compiled.ok ? [] : compiled.faults;
    expect(fault).toMatchObject({ code: 'text.placeholder', file: 'text/zh.yaml' });
    expect(fault?.message).toBe('the English text fills in {days}; write the same here');
  });

  it('C2: a text that leaves an enumeration open is named, in either language', () => {
    const en = {
      ...texts.en,
      yaml: texts.en.yaml.replace(/^page\.contents: .*$/m, 'page.contents: Sections, fields etc.'),
    };
    const zh = {
      ...texts.zh,
      yaml: texts.zh.yaml.replace(/^field\.browser: .*$/m, 'field.browser: 浏览器等'),
    };
    const compiled = compile(yaml, { en, zh });
    expect(compiled).toMatchObject({
      ok: false,
      faults: [
        { code: 'text.open', file: 'text/en.yaml', path: 'page.contents' },
        { code: 'text.open', file: 'text/zh.yaml', path: 'field.browser' },
      ],
    });
    const [fault] = compiled.ok ? [] : compiled.faults;
    expect(fault?.message).toContain('name everything that is meant');
  });

  it.each(['', 'a: [1', '- 1', '"text"', `a: ${'['.repeat(2_000)}`])(
    'any text is answered with faults: %s',
    (text) => {
      expect(compile(text).ok).toBe(false);
    },
  );
});
