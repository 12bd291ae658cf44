import { z } from 'zod';
import { route } from '../route.ts';

/** A significant version of the policy that was announced and does not rule yet. */
const PolicyNotice = z.object({
  version: z.int(),
  announced: z.iso.date(),
  /** First day on which it applies; null while somebody has not been told yet. */
  takesEffect: z.iso.date().nullable(),
  noticeDays: z.int(),
  /** What widens, as dotted paths of the policy. */
  widenings: z.array(z.string()),
  acknowledgedAt: z.iso.datetime().nullable(),
  /** How many users of the platform were told; for operators and auditors. */
  delivery: z.object({ recipients: z.int(), sent: z.int() }).nullable(),
});

export const policyNotices = route({
  method: 'GET',
  path: '/api/policy/notices',
  summary: 'Significant versions of the privacy policy that were announced and do not apply yet',
  roles: 'signed-in',
  answer: z.object({ notices: z.array(PolicyNotice) }),
});

export const acknowledgeNotice = route({
  method: 'POST',
  path: '/api/policy/notices/:version/acknowledge',
  summary: 'Puts the notice of a version away for the person signed in',
  roles: 'signed-in',
  answer: z.object({ version: z.int(), acknowledgedAt: z.iso.datetime() }),
});
