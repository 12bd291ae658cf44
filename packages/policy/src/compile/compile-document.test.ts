import { describe, expect, it } from 'vitest';
import type { PolicyFaultCode } from '../fault.ts';
import { PROMISE_IDS } from '../promises/promise-ids.ts';
import { changePassage, compileChanged, POLICY_YAML } from '../testing/changed-policy.ts';
import { readPolicy } from '../testing/read-policy.ts';

const policy = readPolicy();

describe('the document', () => {
  it('declares every promise, in the words of both languages', () => {
    expect(policy.clauses.map(({ id }) => id)).toEqual([...PROMISE_IDS]);
    for (const locale of ['en', 'zh'] as const)
      for (const id of PROMISE_IDS) {
        expect(policy.texts[locale][`clause.${id}.title`]?.length).toBeGreaterThan(1);
        expect(policy.texts[locale][`clause.${id}.text`]?.length).toBeGreaterThan(30);
      }
  });

  it('speaks Chinese to those who read Chinese', () => {
    // Names that are the same in every language.
    const same = new Set(['page.other', 'signal.usPrivacy']);
    const foreign = Object.entries(policy.texts.zh).filter(
      ([key, words]) => !same.has(key) && !/\p{Script=Han}/u.test(words),
    );
    expect(foreign).toEqual([]);
  });

  it('S6 P2: asks two people before anything is disclosed by law, and holds it from deletion meanwhile', () => {
    const byLaw = policy.exceptionalDisclosures.filter(({ clause }) => clause === 'S6' || clause === 'P2');
    expect(byLaw.length).toBeGreaterThan(1);
    for (const row of byLaw)
      expect(row).toMatchObject({ approvals: 2, legalHold: true, subjectNotice: 'unlessBarred' });
  });

  it('P1: makes nothing public without express consent but what the law compels', () => {
    const open = policy.exceptionalDisclosures.filter(({ recipient }) => recipient === 'public');
    expect(open.map(({ clause, subjectNotice }) => [clause, subjectNotice])).toEqual([
      ['P1', 'consentFirst'],
      ['P2', 'unlessBarred'],
    ]);
  });

  it('U3: recognises a person across devices with consent on both ends only', () => {
    const widest = policy.identity.scopes.at(-1);
    expect(widest).toMatchObject({ name: 'person', consent: 'bothEnds' });
    expect(widest?.requires).toBe(policy.purposes.find(({ name }) => name === 'crossDevice')?.bit);
  });

  it('K5: gives the processes that face the public no store of people', () => {
    for (const name of ['exchange', 'collector']) {
      const row = policy.access.find((candidate) => candidate.name === name);
      expect(row?.stores).not.toContain('records');
      expect(row?.stores).not.toContain('analytics');
    }
  });

  it('V2: announces every widening at least as long before as the policy promises', () => {
    for (const row of policy.notice.filter(({ clause }) => clause === 'V2')) {
      expect(row.days).toBeGreaterThanOrEqual(policy.minNoticeDays);
      expect(row.channels).toEqual(['page', 'console', 'email']);
    }
  });

  it('what nothing collects yet is declared as off', () => {
    const off = policy.fields.filter(({ collect }) => collect === 'off').map(({ name }) => name);
    for (const name of ['surveyAnswer', 'segment', 'deviceLink', 'trainingRecord', 'caseRecord'])
      expect(off).toContain(name);
  });
});

const CASES: readonly (readonly [PolicyFaultCode, string, string, string, string])[] = [
  ['key.missing', '    C1: collect,\n', '', 'clauses.C1', '"C1" is missing'],
  [
    'key.unknown',
    '    C1: collect,\n',
    '    C1: collect,\n    C9: collect,\n',
    'clauses.C9',
    'write one of: C1',
  ],
  ['value.invalid', '    C1: collect,\n', '    C1: receive,\n', 'clauses.C1', 'one of: collect, use'],
  ['clause.unused', 'clause: P2\n', 'clause: S6\n', 'clauses.P2', 'write clause: P2'],
  [
    'value.invalid',
    'clause: S8, role',
    'clause: S9, role',
    'parties.thirdPartySite.clause',
    'one of: C1, C2',
  ],
  ['value.invalid', 'role: verifier', 'role: friend', 'parties.auditor.role', 'one of: controller'],
  [
    'id.duplicate',
    'operator: { id: 1',
    'operator: { id: 0',
    'parties.operator',
    'already belongs to "controller"',
  ],
  [
    'vocabulary.unknown',
    'user.device.ip_address: { dpv: "pd:IPAddress" }',
    'user.device.ip_adress: { dpv: "pd:IPAddress" }',
    'vocabulary.categories.user.device.ip_adress',
    'write user.device.ip_address',
  ],
  [
    'vocabulary.unknown',
    '"pd:IPAddress"',
    '"pd:IpAdress"',
    'vocabulary.categories.user.device.ip_address.dpv',
    'write pd:IPAddress',
  ],
  ['vocabulary.unknown', 'fides: collect', 'fides: colect', 'purposes.permittedUses.fides', 'write collect'],
  [
    'vocabulary.unused',
    'user.device.ip_address: { dpv: "pd:IPAddress" }',
    'user.device.ip_address: { dpv: "pd:IPAddress" }\n    user.health: { dpv: "pd:Behavioral" }',
    'vocabulary.categories.user.health',
    'remove it',
  ],
  [
    'name.unknown',
    'category: user.contact.email',
    'category: user.contact.mail',
    'fields.email.category',
    'write user.contact.email',
  ],
  ['signal.undeclared', 'paths: [device.lmt]', 'paths: []', 'signals', 'device.lmt is collected as a signal'],
  [
    'path.unknown',
    'paths: [device.lmt]',
    'paths: [device.lmd]',
    'signals.limitAdTracking.paths',
    'belongs to no field',
  ],
  [
    'path.duplicate',
    'paths: [device.lmt]',
    'paths: [device.lmt, device.dnt]',
    'signals.doNotTrack.paths',
    'already read',
  ],
  [
    'signal.floor',
    'malformed: { floor: osDenied, reason: signal.lmt.malformed }',
    'malformed: { floor: optOut, reason: signal.lmt.malformed }',
    'signals.limitAdTracking.malformed.floor',
    'not among the floors',
  ],
  [
    'signal.floor',
    'signals: [coppa, gpp]',
    'signals: [coppa, tcf]',
    'children.signals.1',
    'add it to signals.tcf.floors',
  ],
  ['key.missing', '    us: { minorUnder: 18, parentUnder: 13 }\n', '', 'children.ages', 'the regime "us"'],
  [
    'value.invalid',
    'us: { minorUnder: 18, parentUnder: 13 }',
    'us: { minorUnder: 13, parentUnder: 18 }',
    'children.ages.us.parentUnder',
    'at most 13',
  ],
  [
    'identity.consent',
    'consent: bothEnds',
    'consent: none',
    'identity.scopes.person.consent',
    'write consent: oneEnd',
  ],
  [
    'name.unknown',
    'days: &answer { unknown: 15, eea: 30',
    'days: &answer { unknown: 15, europe: 30, eea: 30',
    'rights.access.days.europe',
    'is no regime',
  ],
  ['access.unguarded', 'training: true\n', 'training: false\n', 'access.operator', 'write training: true'],
  [
    'disclosure.approvals',
    'approvals: 2\n',
    'approvals: 1\n',
    'exceptionalDisclosures.legalOrder.approvals',
    'write 2',
  ],
  [
    'name.unknown',
    'recipient: successor',
    'recipient: heir',
    'exceptionalDisclosures.businessTransfer.recipient.0',
    'one of: publisher',
  ],
  ['value.invalid', 'minimum: 1000', 'minimum: 1', 'aggregates.segments.minimum', 'at least 2'],
  [
    'notice.short',
    'collection: { clause: V2, days: 30',
    'collection: { clause: V2, days: 7',
    'notice.collection.days',
    'promises 30 days',
  ],
  [
    'notice.short',
    'narrowing: { clause: V1, days: 0, channels: [page]',
    'narrowing: { clause: V1, days: 0, channels: [email]',
    'notice.narrowing.channels',
    'add page',
  ],
  [
    'retention.period',
    'keep: P30D, criterion: safety, then: shred }',
    'keep: P30D, criterion: safety }',
    'retention.backups',
    'say what follows',
  ],
];

describe('faults of the document', () => {
  it.each(CASES)('%s for %s', (code, passage, replacement, path, hint) => {
    const { changed, line } = changePassage(passage, replacement);
    const compiled = compileChanged(changed);
    const faults = compiled.ok ? [] : compiled.faults;
    const fault = faults.find((candidate) => candidate.code === code && candidate.path === path);
    expect(fault, JSON.stringify(faults.slice(0, 3))).toBeDefined();
    expect(fault?.message).toContain(hint);
    expect(fault?.file).toBe('policy.yaml');
    expect(fault?.line).toBeGreaterThanOrEqual(1);
    if (path.split('.').length > 2) expect(Math.abs((fault?.line ?? 0) - line)).toBeLessThan(12);
  });

  it('none is reported for the policy as it is', () => {
    expect(compileChanged(POLICY_YAML)).toMatchObject({ ok: true });
  });
});
