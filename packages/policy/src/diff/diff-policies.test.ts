import { describe, expect, it } from 'vitest';
import type { CompiledPolicy, ContractRow, FieldRow, RegimeRow } from '../rows.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { consequenceOf, earliestEffective } from './consequence.ts';
import { diffPolicies } from './diff-policies.ts';
import type { PolicyChange } from './policy-change.ts';
import { type ViewRow, viewOf } from './policy-view.ts';
import { type Rules, SIGNIFICANCE } from './significance-rules.ts';

const policy = readPolicy();
const bitOf = (name: string): number => policy.purposes.find((row) => row.name === name)?.bit ?? 0;

function field(name: string, change: (row: FieldRow) => Partial<FieldRow>): CompiledPolicy {
  const fields = policy.fields.map((row) => (row.name === name ? { ...row, ...change(row) } : row));
  return { ...policy, fields, hash: 'other' };
}
function regime(name: string, change: (row: RegimeRow) => Partial<RegimeRow>): CompiledPolicy {
  const regimes = policy.regimes.map((row) => (row.name === name ? { ...row, ...change(row) } : row));
  return { ...policy, regimes, hash: 'other' };
}
function contract(name: string, change: (row: ContractRow) => Partial<ContractRow>): CompiledPolicy {
  const contracts = new Map(policy.contracts);
  const row = contracts.get(name);
  if (row !== undefined) contracts.set(name, { ...row, ...change(row) });
  return { ...policy, contracts, hash: 'other' };
}
/** Without the purposes and regimes, which have tests of their own. */
const told = (changes: readonly PolicyChange[]) =>
  changes.map(({ topic, path, significance, before, after }) => [topic, significance, path, before, after]);
const diff = (to: CompiledPolicy) => told(diffPolicies(policy, to).changes);
/** Topic and significance of each change. */
const sorts = (found: ReturnType<typeof told>) => found.map((row) => row.slice(0, 2));

describe('V2: the diff of two policies', () => {
  it('is empty for the same policy', () => {
    expect(diffPolicies(policy, readPolicy())).toMatchObject({ significance: 'none', changes: [] });
  });

  it('judges retention by its days, its reason and what follows', () => {
    const kept = (change: Partial<FieldRow['retention']>) =>
      diff(field('country', ({ retention }) => ({ retention: { ...retention, ...change } })));
    const at = 'fields.country.retention';
    expect(kept({ days: 500 })).toEqual([['retention', 'widening', `${at}.days`, 400, 500]]);
    expect(kept({ days: 30 })).toEqual([['retention', 'narrowing', `${at}.days`, 400, 30]]);
    expect(kept({ days: -1 })).toEqual([['retention', 'widening', `${at}.days`, 400, 'account']]);
    expect(kept({ criterion: 'agreed' })).toEqual([
      ['retention', 'narrowing', `${at}.criterion`, 'service', 'agreed'],
    ]);
    expect(sorts(kept({ criterion: 'safety' }))).toEqual([['retention', 'editorial']]);
    // biome-ignore lint/suspicious/noThenProperty: the policy's own word for what follows the retention period.
    expect(kept({ then: 'anonymise' })).toEqual([
      ['retention', 'widening', `${at}.then`, 'delete', 'anonymise'],
    ]);
  });

  it('judges a basis by its strength, and a purpose that becomes allowed as widening', () => {
    const based = (name: string, basis: RegimeRow['basis'][string]) =>
      diff(
        regime('eea', (row) => {
          const bit = bitOf(name);
          const [asked, free] = [['consent', 'separateConsent'].includes(basis), basis !== 'never'];
          return {
            basis: { ...row.basis, [name]: basis },
            always: (row.always & ~bit) | (free && !asked ? bit : 0),
            onGrant: (row.onGrant & ~bit) | (asked ? bit : 0),
          };
        }),
      );
    const at = 'regimes.eea.basis';
    expect(based('measurement', 'legitimateInterest')).toEqual([
      ['basis', 'widening', `${at}.measurement`, 'consent', 'legitimateInterest'],
    ]);
    expect(sorts(based('measurement', 'separateConsent'))).toEqual([['basis', 'narrowing']]);
    expect(sorts(based('measurement', 'never'))).toEqual([['basis', 'narrowing']]);
    expect(based('hardwareIdentifiers', 'separateConsent')).toEqual([
      ['basis', 'widening', `${at}.hardwareIdentifiers`, 'never', 'separateConsent'],
    ]);
  });

  it('judges a floor by what it takes away', () => {
    const floors = policy.floors.map((row) =>
      row.name === 'optOut'
        ? { ...row, denies: (row.denies & ~bitOf('profiles')) | bitOf('measurement') }
        : row,
    );
    expect(diff({ ...policy, floors, hash: 'other' })).toEqual([
      ['floor', 'widening', 'floors.optOut.denies', ['profiles'], null],
      ['floor', 'narrowing', 'floors.optOut.denies', null, ['measurement']],
    ]);
    const none = policy.floors.filter(({ name }) => name !== 'limitSensitive');
    // The signals that set it lose something too.
    expect(sorts(diff({ ...policy, floors: none, hash: 'other' }))).toContainEqual(['floor', 'widening']);
  });

  it('judges a country by the law it comes under', () => {
    const regimeOfCountry = new Map(policy.regimeOfCountry);
    regimeOfCountry.delete('DE');
    const found = diff({ ...policy, regimeOfCountry, hash: 'other' });
    expect(found).toContainEqual(['regime', 'widening', 'regimeOfCountry.DE', 'eea', 'elsewhere']);
  });

  it('judges what a contract shows, keeps and passes on', () => {
    const [found] = diff(
      contract('openrtb-contextual', (row) => ({
        allow: row.allow.map(({ purpose, fields }) => {
          const more = Uint32Array.from(fields);
          for (const { id, name } of policy.fields)
            if (name === 'idfa') more[id >>> 5] = (more[id >>> 5] ?? 0) | (1 << (id & 31));
          return { purpose, fields: more };
        }),
      })),
    );
    const at = 'contracts.openrtb-contextual';
    expect(found).toEqual(['contract', 'widening', `${at}.allow.contextualAds.fields`, null, ['idfa']]);
    expect(sorts(diff(contract('demo-dsp-a', () => ({ onward: 'allow', retentionDays: 10 }))))).toEqual([
      ['contract', 'widening'],
      ['retention', 'narrowing'],
    ]);
  });

  it('counts a rename as delete plus add, also under the same id', () => {
    const found = diff(field('country', () => ({ name: 'land' })));
    expect(found.filter(([topic]) => topic === 'field').map((row) => row.slice(1, 3))).toEqual([
      ['widening', 'fields.land'],
      ['narrowing', 'fields.country'],
    ]);
  });

  it('calls other words for the same tables editorial', () => {
    const en = { ...policy.texts.en, 'page.title': 'How we use data' };
    const found = diffPolicies(policy, { ...policy, texts: { ...policy.texts, en }, hash: 'other' });
    expect(found.significance).toBe('editorial');
    expect(found.changes).toMatchObject([
      { topic: 'text', path: 'texts.en.page.title', after: 'How we use data' },
    ]);
    expect(consequenceOf(found, policy, policy)).toEqual({
      significance: 'editorial',
      noticeDays: 0,
      reConsent: [],
      signOff: true,
    });
  });

  it('takes a member that nobody has thought of for widening and narrowing at once', () => {
    const strange = { ...policy, appetite: 3, hash: 'other' };
    expect(diff(strange)).toEqual([['other', 'widening', 'appetite', null, 3]]);
    expect(told(diffPolicies(strange, policy).changes)).toEqual([
      ['other', 'narrowing', 'appetite', 3, null],
    ]);
    expect(
      told(diffPolicies(strange, { ...strange, appetite: 4, hash: 'third' } as CompiledPolicy).changes),
    ).toEqual([
      ['other', 'widening', 'appetite', null, 4],
      ['other', 'narrowing', 'appetite', 3, null],
    ]);
  });
});

describe('V2: the consequence of a change', () => {
  const used = field('city', ({ purposes }) => ({ purposes: purposes | bitOf('profiles') }));
  const consequence = consequenceOf(diffPolicies(policy, used), policy, used);
  const longer = field('city', ({ retention }) => ({ retention: { ...retention, days: 90 } }));

  it('is notice for as long as the policy in force says of this kind of change, not the one to come', () => {
    expect(consequence).toMatchObject({ significance: 'widening', noticeDays: 30 });
    const hasty = { ...longer, minNoticeDays: 1, notice: [] };
    expect(consequenceOf(diffPolicies(policy, hasty), policy, hasty).noticeDays).toBe(30);
    const patient = policy.notice.map((row) => (row.kind === 'retention' ? { ...row, days: 60 } : row));
    const slow = { ...policy, notice: patient };
    expect(consequenceOf(diffPolicies(slow, longer), slow, longer).noticeDays).toBe(60);
    expect(consequenceOf(diffPolicies(slow, used), slow, used).noticeDays).toBe(30);
    expect(earliestEffective({ ...consequence, noticeDays: 30 }, '2027-01-31')).toBe('2027-03-02');
    expect(earliestEffective({ ...consequence, noticeDays: 0 }, '2027-01-31')).toBe('2027-01-31');
  });

  it('is consent asked anew where the purposes concerned rest on consent', () => {
    const { reConsent } = consequence;
    expect(reConsent.find(({ regime: name }) => name === 'eea')?.purposes).toEqual([
      'limitedAds',
      'profiles',
      'personalisedAds',
      'measurement',
    ]);
    expect(reConsent.map(({ regime: name }) => name)).toContain('cn');
    expect(reConsent.map(({ regime: name }) => name)).not.toContain('us');
    // The policy's own table says that a longer retention asks nobody anew.
    expect(consequenceOf(diffPolicies(policy, longer), policy, longer).reConsent).toEqual([]);
    const shorter = field('country', ({ retention }) => ({ retention: { ...retention, days: 1 } }));
    expect(consequenceOf(diffPolicies(policy, shorter), policy, shorter)).toMatchObject({
      noticeDays: 0,
      reConsent: [],
    });
  });
});

describe('V2: the sections that bind the platform and its people', () => {
  const without = <T extends { name?: string; id?: unknown }>(rows: readonly T[], name: string): T[] =>
    rows.filter((row) => row.name !== name && row.id !== name);
  const judged = (change: Partial<CompiledPolicy>) =>
    diffPolicies(policy, { ...policy, ...change, hash: 'other' }).changes.map(
      ({ topic, significance, path }) => `${significance} ${topic} ${path}`,
    );

  it.each<[string, () => Partial<CompiledPolicy>, string]>([
    [
      'a right that is gone',
      () => ({ rights: without(policy.rights, policy.rights[0]?.name ?? '') }),
      `widening right rights.${policy.rights[0]?.name}`,
    ],
    [
      'a right that takes longer',
      () => ({
        rights: policy.rights.map((row) => ({
          ...row,
          days: Object.fromEntries(Object.entries(row.days).map(([name, days]) => [name, days + 1])),
        })),
      }),
      `widening right rights.${policy.rights[0]?.name}.days.${Object.keys(policy.rights[0]?.days ?? {})[0]}`,
    ],
    [
      'a smaller group',
      () => ({ aggregates: policy.aggregates.map((row) => ({ ...row, minimum: row.minimum - 1 })) }),
      `widening minimumGroup aggregates.${policy.aggregates[0]?.name}.minimum`,
    ],
    [
      'recognising with consent at one end only',
      () => ({
        identity: {
          ...policy.identity,
          scopes: policy.identity.scopes.map((row) => ({ ...row, consent: 'none' as const })),
        },
      }),
      `widening identityScope identity.scopes.${policy.identity.scopes.find(({ consent }) => consent !== 'none')?.name}.consent`,
    ],
    [
      'a signal that is not read any more',
      () => ({ signals: without(policy.signals, policy.signals[0]?.name ?? '') }),
      `widening signal signals.${policy.signals[0]?.name}`,
    ],
    [
      'a lower age',
      () => ({
        children: {
          ...policy.children,
          ages: Object.fromEntries(
            Object.entries(policy.children.ages).map(([name, age]) => [
              name,
              { ...age, minorUnder: age.minorUnder - 1 },
            ]),
          ),
        },
      }),
      `widening children children.ages.${Object.keys(policy.children.ages)[0]}.minorUnder`,
    ],
    [
      'access without training',
      () => ({ access: policy.access.map((row) => ({ ...row, training: false })) }),
      `widening access access.${policy.access.find(({ training }) => training)?.name}.training`,
    ],
    [
      'a disclosure with fewer approvals',
      () => ({
        exceptionalDisclosures: policy.exceptionalDisclosures.map((row) => ({
          ...row,
          approvals: row.approvals - 1,
        })),
      }),
      `widening exceptionalDisclosure exceptionalDisclosures.${policy.exceptionalDisclosures[0]?.name}.approvals`,
    ],
    [
      'shorter notice',
      () => ({ notice: policy.notice.map((row) => ({ ...row, days: Math.max(0, row.days - 1) })) }),
      `widening notice notice.${policy.notice.find(({ days }) => days > 0)?.kind}.days`,
    ],
    [
      'a promise that is gone',
      () => ({ clauses: without(policy.clauses, policy.clauses[0]?.id ?? '') }),
      `widening promise clauses.${policy.clauses[0]?.id}`,
    ],
    [
      'a safeguard that is only planned',
      () => ({ safeguards: policy.safeguards.map((row) => ({ ...row, state: 'planned' as const })) }),
      `widening safeguard safeguards.${policy.safeguards.find(({ state }) => state === 'inForce')?.name}.state`,
    ],
  ])('%s is widening, and narrowing the other way', (_, change, wanted) => {
    expect(judged(change())).toContain(wanted);
    const other = { ...policy, ...change(), hash: 'other' };
    const back = diffPolicies(other, policy).changes.map(
      ({ topic, significance, path }) => `${significance} ${topic} ${path}`,
    );
    expect(back).toContain(wanted.replace('widening', 'narrowing'));
  });

  it('have a rule for every member, so that nothing is judged by not being known', () => {
    const made: CompiledPolicy = {
      ...policy,
      hash: 'empty',
      fields: [],
      purposes: [],
      contracts: new Map(),
    };
    const all = [...diffPolicies(made, policy).changes, ...diffPolicies(policy, made).changes];
    expect(all.filter(({ topic }) => topic === 'other')).toEqual([]);
    expect(unruled(viewOf(policy), SIGNIFICANCE)).toEqual([]);
  });
});

/** Members of a view without a rule of their own. */
function unruled(view: ViewRow, rules: Rules, path = ''): string[] {
  return Object.entries(view).flatMap(([name, value]) => {
    const rule = rules[name];
    const at = `${path}${name}`;
    if (rule === undefined) return [at];
    if (rule.how === 'group') return unruled(value as ViewRow, rule.of, `${at}.`);
    if (rule.how !== 'rows' || typeof rule.of['how'] === 'string') return [];
    const below = Object.values(value as ViewRow).flatMap((row) =>
      unruled(row as ViewRow, rule.of as Rules, `${at}.`),
    );
    return [...new Set(below)];
  });
}
