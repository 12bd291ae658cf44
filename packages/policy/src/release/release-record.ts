import { z } from 'zod';

const day = z.iso.date();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal');

/** `release.json` of a released version: what it is, what it changed, and who answers for it. Never changed afterwards. */
export const releaseRecordSchema = z.strictObject({
  version: z.int().min(1),
  /** The policy's own hash, as ledger and records name it. */
  hash: sha256,
  /** Null for the first version; `record` is the SHA-256 of the previous `release.json`, which seals it. */
  previous: z.strictObject({ version: z.int().min(1), hash: sha256, record: sha256 }).nullable(),
  /** Day (UTC) on which it was released. */
  released: day,
  announced: day,
  /** First day (UTC) on which it applies, given that notice has run its whole period. */
  effective: day,
  /** Who vouches for it. */
  signOff: z.string().min(1),
  /** How consent is asked anew; null where nothing needs it. */
  reConsentBy: z.string().min(1).nullable(),
  significance: z.enum(['widening', 'narrowing', 'editorial', 'none', 'first']),
  noticeDays: z.int().min(0),
  reConsent: z.array(z.strictObject({ regime: z.string(), purposes: z.array(z.string()) })),
  changes: z.array(
    z.strictObject({
      topic: z.string(),
      path: z.string(),
      significance: z.enum(['widening', 'narrowing', 'editorial']),
      before: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
      after: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
      purposes: z.array(z.string()),
      regimes: z.array(z.string()),
    }),
  ),
  /** SHA-256 of each file beside it. */
  files: z.record(z.string(), sha256),
});

export type ReleaseRecord = z.infer<typeof releaseRecordSchema>;
