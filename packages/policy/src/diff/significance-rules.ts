/**
 * What counts as widening. The one table: every member of the compiled policy stands here with the way it is judged; a member
 * that doesn't is judged as replaced, so what nobody has thought of is never taken for harmless.
 */
import type { Retention, RetentionCriterion } from '../retention.ts';
import type { Basis, FieldForm } from '../rows.ts';
import type { ChangeTopic } from './policy-change.ts';

/** Names with their place in an order: higher is wider. Equal places are different words for the same. */
export type Ranks = Readonly<Record<string, number>>;

/** How a member is judged. `presence` says what a row, or an entry, that comes or goes amounts to. */
export type Rule = { readonly topic: ChangeTopic } & (
  | {
      readonly how:
        | 'described' // other words for the same: editorial
        | 'replaced' // the old goes (narrowing), the new comes (widening)
        | 'grants' // a set: what comes is widening, what goes is narrowing
        | 'limits' // a set: what goes is widening, what comes is narrowing
        | 'more' // a number: more is widening
        | 'less'; // a number: less is widening
    }
  | { readonly how: 'ranked'; readonly ranks: Ranks }
  | { readonly how: 'rows'; readonly presence: Presence; readonly of: Rules | Rule }
  | { readonly how: 'group'; readonly of: Rules }
);
type Presence = 'grants' | 'limits' | 'described';
export type Rules = { readonly [member: string]: Rule };

/** From the strongest protection to the weakest. */
export const BASIS_RANKS: Readonly<Record<Basis, number>> = {
  never: 0,
  separateConsent: 1,
  consent: 2,
  optOut: 3,
  legitimateInterest: 4,
  contract: 5,
  legalObligation: 5,
};
const FORMS: Readonly<Record<FieldForm, number>> = { truncated: 0, keyedHash: 1, raw: 2 };
/** What the person agreed to is the strongest reason to keep something, what the service says it needs the weakest. */
const CRITERIA: Readonly<Record<RetentionCriterion, number>> = {
  agreed: 0,
  special: 1,
  safety: 2,
  service: 2,
};
/** Shredding reaches copies too; what is made anonymous stays. */
const AFTERWARDS: Readonly<Record<Retention['then'], number>> = {
  nothingKept: 0,
  shred: 1,
  delete: 2,
  anonymise: 3,
};

const by =
  (how: Exclude<Rule['how'], 'ranked' | 'rows' | 'group'>) =>
  (topic: ChangeTopic): Rule => ({ how, topic });
const described = by('described');
const replaced = by('replaced');
const grants = by('grants');
const limits = by('limits');
const more = by('more');
const less = by('less');
const ranked = (topic: ChangeTopic, ranks: Ranks): Rule => ({ how: 'ranked', topic, ranks });
const group = (topic: ChangeTopic, of: Rules): Rule => ({ how: 'group', topic, of });
const rows = (topic: ChangeTopic, presence: Presence, of: Rules | Rule): Rule => ({
  how: 'rows',
  topic,
  presence,
  of,
});

/** A row of what may be done, or of what protects. What is planned only is not done yet, and protects nobody yet. */
const mayDo = (topic: ChangeTopic, of: Rules): Rule =>
  rows(topic, 'grants', {
    id: replaced(topic),
    clause: described(topic),
    state: ranked(topic, { planned: 0, inForce: 1 }),
    ...of,
  });
const protects = (topic: ChangeTopic, of: Rules): Rule =>
  rows(topic, 'limits', {
    id: replaced(topic),
    clause: described(topic),
    state: ranked(topic, { inForce: 0, planned: 1 }),
    ...of,
  });

const retention = group('retention', {
  days: more('retention'),
  criterion: ranked('retention', CRITERIA),
  // biome-ignore lint/suspicious/noThenProperty: the policy's own word for what follows the retention period.
  then: ranked('retention', AFTERWARDS),
});
const yesProtects = { true: 0, false: 1 };

export const SIGNIFICANCE: Rules = {
  version: described('meta'),
  effective: described('meta'),
  minNoticeDays: less('notice'),
  controller: replaced('party'),
  contact: described('party'),
  gvl: replaced('party'),
  fields: mayDo('field', {
    subject: replaced('field'),
    category: described('field'),
    className: replaced('class'),
    form: ranked('form', FORMS),
    paths: grants('path'),
    coarseOf: replaced('form'),
    purposes: grants('purpose'),
    requires: limits('purpose'),
    regimes: grants('regime'),
    collect: ranked('field', { off: 0, on: 1 }),
    share: ranked('contract', { never: 0, contract: 1 }),
    sources: grants('field'),
    api: grants('storage'),
    store: grants('storage'),
    retention,
  }),
  purposes: mayDo('purpose', {
    tcf: limits('purpose'),
    feature: limits('purpose'),
    dpv: described('purpose'),
    fides: described('purpose'),
  }),
  floors: protects('floor', { denies: limits('floor'), drops: limits('floor') }),
  classes: rows('class', 'described', replaced('class')),
  // Basis and countries are judged by what they amount to: `regime-changes.ts`.
  regimes: mayDo('regime', { strictness: replaced('regime'), signal: replaced('signal') }),
  recipientClasses: mayDo('recipientClass', {}),
  contracts: mayDo('contract', {
    recipientClass: replaced('recipientClass'),
    gvl: replaced('contract'),
    onward: ranked('contract', { deny: 0, allow: 1 }),
    retentionDays: more('retention'),
    purposes: grants('purpose'),
    legitimateInterest: grants('basis'),
    allow: rows('contract', 'grants', { purpose: grants('purpose'), fields: grants('contract') }),
  }),
  mirrors: rows('path', 'grants', replaced('path')),
  platformOnly: limits('path'),
  notCollected: limits('path'),
  clauses: protects('promise', { section: described('promise') }),
  parties: mayDo('party', { role: replaced('party'), subject: replaced('party') }),
  vocabulary: group('identityScope', {
    clause: described('promise'),
    identifiers: rows('identityScope', 'grants', {
      className: replaced('class'),
      lifetime: ranked('identityScope', { session: 0, resettable: 1, partner: 2, permanent: 3 }),
      recognises: ranked('identityScope', { request: 0, device: 1, household: 2, person: 3 }),
    }),
    categories: rows('field', 'described', { fides: described('field'), dpv: described('field') }),
  }),
  signals: protects('signal', {
    paths: limits('signal'),
    headers: limits('signal'),
    gppSections: limits('signal'),
    regimes: limits('signal'),
    grants: grants('signal'),
    floors: limits('signal'),
    malformed: group('signal', { floor: limits('signal'), reason: described('signal') }),
  }),
  children: group('children', {
    clause: described('children'),
    floor: limits('children'),
    signals: limits('children'),
    ages: rows('children', 'limits', { minorUnder: less('children'), parentUnder: less('children') }),
  }),
  identity: group('identityScope', {
    scopes: mayDo('identityScope', {
      identifiers: grants('identityScope'),
      requires: limits('identityScope'),
      consent: ranked('identityScope', { bothEnds: 0, oneEnd: 1, none: 2 }),
    }),
    commitment: group('safeguard', {
      clause: described('safeguard'),
      state: ranked('safeguard', { inForce: 0, planned: 1 }),
      algorithm: replaced('safeguard'),
      key: replaced('safeguard'),
      unlinkedBy: replaced('safeguard'),
    }),
  }),
  rights: protects('right', {
    subjects: limits('right'),
    through: limits('right'),
    days: rows('right', 'limits', more('right')),
  }),
  access: mayDo('access', {
    kind: replaced('access'),
    purposes: grants('access'),
    classes: grants('access'),
    stores: grants('access'),
    training: ranked('access', yesProtects),
    secondFactor: ranked('access', yesProtects),
  }),
  exceptionalDisclosures: mayDo('exceptionalDisclosure', {
    recipient: replaced('recipientClass'),
    instruments: grants('exceptionalDisclosure'),
    approvals: less('exceptionalDisclosure'),
    subjectNotice: ranked('exceptionalDisclosure', { consentFirst: 0, before: 1, unlessBarred: 2 }),
    noticeDays: less('exceptionalDisclosure'),
    legalHold: ranked('exceptionalDisclosure', { false: 0, true: 1 }),
  }),
  // Default deny: results of a kind that has no minimum don't exist.
  aggregates: mayDo('minimumGroup', { minimum: less('minimumGroup') }),
  notice: protects('notice', {
    kind: described('notice'),
    days: less('notice'),
    channels: limits('notice'),
    reconsent: ranked('notice', yesProtects),
  }),
  records: mayDo('storage', { retention, store: grants('storage') }),
  safeguards: protects('safeguard', { everyDays: more('safeguard'), standards: limits('safeguard') }),
  texts: group('text', {
    en: rows('text', 'described', described('text')),
    zh: rows('text', 'described', described('text')),
  }),
};
