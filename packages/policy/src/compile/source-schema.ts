import { z } from 'zod';
import { DPV_PURPOSES } from '../taxonomy/dpv.ts';
import { FIDES_CATEGORIES, FIDES_USES } from '../taxonomy/fideslang.ts';
import * as document from './document-schema.ts';
import { clause, fieldName, name, names, retention, smallId, subject } from './source-values.ts';

const path = z.union([
  z.string(),
  z.strictObject({ path: z.string(), when: z.record(z.string(), z.array(z.string())) }),
  z.strictObject({ path: z.string(), otherwise: z.literal(true) }),
]);

const field = z.strictObject({
  id: z.int().min(0).max(511),
  clause,
  subject,
  category: z.string().meta({ enum: FIDES_CATEGORIES }),
  class: name,
  purposes: names.min(1),
  requires: names.optional(),
  form: z.enum(['raw', 'keyedHash']).optional(),
  coarseOf: fieldName.optional(),
  collect: z.enum(['on', 'off']).optional(),
  enable: names.optional(),
  share: z.enum(['contract', 'never']).optional(),
  sources: z.array(z.enum(['request', 'event', 'sdk', 'api', 'console', 'partner', 'derived'])).min(1),
  paths: z.array(path).optional(),
  api: z.array(z.string()).optional(),
  store: z.array(z.string()).optional(),
  retention,
});

const basis = z.enum([
  'contract',
  'legalObligation',
  'legitimateInterest',
  'optOut',
  'consent',
  'separateConsent',
  'never',
]);

/** `policy.yaml`. */
export const policySchema = z.strictObject({
  meta: z.strictObject({
    version: z.int().min(1),
    effective: z.iso.date(),
    minNoticeDays: z.int().min(1),
    controller: z.string().min(1),
    contact: z.string().min(3).optional(),
    gvl: z.int().min(0),
  }),
  clauses: document.clauses,
  parties: document.parties,
  vocabulary: document.vocabulary,
  purposes: z.record(
    fieldName,
    z.strictObject({
      id: z.int().min(0).max(30),
      tcf: z.array(z.int().min(1).max(24)),
      feature: z.int().min(1).max(12).optional(),
      dpv: z.string().meta({ enum: DPV_PURPOSES }),
      fides: z.string().meta({ enum: FIDES_USES }),
      clause,
    }),
  ),
  classes: z.record(fieldName, smallId),
  floors: z.record(
    fieldName,
    z.strictObject({ id: z.int().min(0).max(7), clause, denies: names, drops: names }),
  ),
  regimes: z.record(
    fieldName,
    z.strictObject({
      id: z.int().min(0).max(15),
      clause,
      strictness: z.int().min(1),
      signal: z.enum(['none', 'tcf', 'separate', 'optOut']),
      countries: z.array(z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 country, such as DE')),
      basis: z.record(fieldName, basis),
    }),
  ),
  mirrors: z.record(z.string(), z.string()),
  platformOnly: z.array(z.string()),
  notCollected: z.strictObject({ clause, paths: z.array(z.string()) }),
  fields: z.record(fieldName, field),
  fieldSets: z.record(fieldName, names),
  signals: document.signals,
  children: document.children,
  identity: document.identity,
  recipientClasses: z.record(fieldName, z.strictObject({ id: smallId, clause })),
  contracts: z.record(
    name,
    z.strictObject({
      id: z.int().min(0).max(65_535),
      class: fieldName,
      gvl: z.int().min(0).max(65_535),
      onward: z.enum(['deny', 'allow']),
      retentionDays: z.int().min(0),
      legitimateInterest: names.optional(),
      allow: z.record(fieldName, names),
    }),
  ),
  exceptionalDisclosures: document.exceptionalDisclosures,
  aggregates: document.aggregates,
  rights: document.rights,
  access: document.access,
  safeguards: document.safeguards,
  retention: document.retentionOfRecords,
  notice: document.notice,
});

/** A policy file that has the right shape. */
export type PolicySource = z.infer<typeof policySchema>;
/** One entry under `fields`. */
export type FieldSource = PolicySource['fields'][string];

/** A file of texts: flat keys. */
export const textsSchema = z.record(z.string(), z.string().min(1));
