/** The sections of `policy.yaml` that bind the platform and its people rather than the fields of a request. */
import { z } from 'zod';
import { DOCUMENT_SECTIONS, PROMISE_IDS, type PromiseId } from '../promises/promise-ids.ts';
import { DPV_DATA } from '../taxonomy/dpv.ts';
import { FIDES_CATEGORIES } from '../taxonomy/fideslang.ts';
import { clause, fieldName, name, names, retention, smallId, state, subject } from './source-values.ts';

const section = z.enum(DOCUMENT_SECTIONS);
const sectionOfPromise = Object.fromEntries(PROMISE_IDS.map((id) => [id, section])) as Record<
  PromiseId,
  typeof section
>;
const days = z.int().min(0).max(3_650);
const daysOfRegime = z.record(fieldName, days);
const row = { id: smallId, clause, state };

/** Every promise and the section of the document where it stands. */
export const clauses = z.strictObject(sectionOfPromise);

/** Who takes part, and as what under the law. */
export const parties = z.record(
  fieldName,
  z.strictObject({
    ...row,
    role: z.enum([
      'controller',
      'jointController',
      'independentController',
      'processor',
      'dataSubject',
      'verifier',
    ]),
    subject: subject.optional(),
  }),
);

/** What identifiers are, and how the categories of fields are called by Fideslang and the W3C Data Privacy Vocabulary. */
export const vocabulary = z.strictObject({
  clause,
  identifiers: z.record(
    fieldName,
    z.strictObject({
      lifetime: z.enum(['session', 'resettable', 'partner', 'permanent']),
      recognises: z.enum(['request', 'device', 'household', 'person']),
    }),
  ),
  categories: z.record(
    z.string().meta({ enum: FIDES_CATEGORIES }),
    z.strictObject({ dpv: z.string().meta({ enum: DPV_DATA }) }),
  ),
});

/** Privacy signals: where they stand, what they can grant, which floors they can set, and what an unreadable one does. */
export const signals = z.record(
  fieldName,
  z.strictObject({
    ...row,
    paths: z.array(z.string()),
    headers: z.array(z.string()).optional(),
    gppSections: z.array(z.int().min(1).max(99)).optional(),
    regimes: names.optional(),
    grants: names.optional(),
    floors: names.optional(),
    malformed: z.strictObject({ floor: name, reason: z.string() }).optional(),
  }),
);

/** Who counts as a child, by which signals, and the floor that follows. */
export const children = z.strictObject({
  clause,
  floor: name,
  signals: names.min(1),
  ages: z.record(
    fieldName,
    z.strictObject({ minorUnder: z.int().min(1).max(21), parentUnder: z.int().min(1).max(21) }),
  ),
});

/** How widely somebody may be recognised, what joins two identifiers, and what a record may say of a person. */
export const identity = z.strictObject({
  scopes: z.record(
    fieldName,
    z.strictObject({
      ...row,
      identifiers: names,
      requires: names,
      consent: z.enum(['none', 'oneEnd', 'bothEnds']),
    }),
  ),
  commitment: z.strictObject({
    clause,
    state,
    algorithm: z.enum(['HMAC-SHA-256']),
    key: z.enum(['subject']),
    unlinkedBy: z.enum(['shred']),
  }),
});

/** What people can ask for, and the days until it is done, by regime. */
export const rights = z.record(
  fieldName,
  z.strictObject({
    ...row,
    subjects: z.array(z.enum(['endUser', 'mediaUser', 'staff'])).min(1),
    through: z.array(z.enum(['signal', 'privacyCentre', 'console', 'contact'])).min(1),
    days: daysOfRegime,
  }),
);

/** Which people and processes may read which classes of fields, for what. */
export const access = z.record(
  fieldName,
  z.strictObject({
    ...row,
    kind: z.enum(['staff', 'customer', 'process']),
    purposes: names,
    classes: names,
    stores: z.array(z.enum(['records', 'analytics', 'hot', 'log', 'ledger'])),
    training: z.boolean().optional(),
    secondFactor: z.boolean().optional(),
  }),
);

/** Disclosures outside the contracts: by law, for protection, with the business, or to the public. */
export const exceptionalDisclosures = z.record(
  fieldName,
  z.strictObject({
    ...row,
    recipient: fieldName,
    instruments: names.min(1),
    approvals: z.int().min(1).max(5),
    subjectNotice: z.enum(['before', 'unlessBarred', 'consentFirst']),
    noticeDays: days,
    legalHold: z.boolean(),
  }),
);

/** The smallest group of people that a result may be about. */
export const aggregates = z.record(fieldName, z.strictObject({ ...row, minimum: z.int().min(2) }));

/** Kinds of change of the policy. The semantic diff sorts every change into one of them. */
export const CHANGE_KINDS = [
  'collection',
  'purpose',
  'recipient',
  'retention',
  'basis',
  'floor',
  'identity',
  'minimumGroup',
  'right',
  'safeguard',
  'narrowing',
  'editorial',
] as const;

const noticeRule = z.strictObject({
  clause,
  days,
  channels: z.array(z.enum(['page', 'console', 'email'])).min(1),
  reconsent: z.boolean(),
});

/** Notice before a change takes effect. `reconsent`: asked anew where the basis is consent. */
export const notice = z.strictObject(
  Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, noticeRule])) as Record<
    (typeof CHANGE_KINDS)[number],
    typeof noticeRule
  >,
);

/** How long the platform keeps its own records, where no field says it. */
export const retentionOfRecords = z.record(
  fieldName,
  z.strictObject({ ...row, ...retention.shape, store: z.array(z.string()).optional() }),
);

/** Measures that protect data. `everyDays`: how often the measure is repeated. */
export const safeguards = z.record(
  fieldName,
  z.strictObject({ ...row, everyDays: days.optional(), standards: z.array(z.string()).min(1) }),
);
