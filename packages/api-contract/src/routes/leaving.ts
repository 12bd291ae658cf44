import { z } from 'zod';
import { ROLES } from '../roles.ts';
import { route } from '../route.ts';
import { ConversionKeyRecord } from './conversion-keys.ts';
import { ApiKey } from './session.ts';

/** Everything that the platform holds about a person and, where they have one, their media account or advertiser. */
export const myData = route({
  method: 'GET',
  path: '/api/me/data',
  summary: 'All data of the person signed in and of their account or advertiser, to take along',
  roles: 'signed-in',
  problems: ['auth.notPerson', 'record.unknown'],
  answer: z.object({
    user: z.object({
      email: z.string(),
      role: z.enum(ROLES),
      account: z.string().nullable(),
      advertiser: z.string().nullable(),
      since: z.iso.datetime(),
    }),
    /** In the form that import takes, so that another installation can read it; null for people who see all. */
    configuration: z.record(z.string(), z.unknown()).nullable(),
    balances: z.array(z.object({ currency: z.string(), kind: z.string(), micros: z.int() })),
    keys: z.array(ApiKey),
    /** Of an advertiser; without their secrets, which are stored nowhere. */
    conversionKeys: z.array(ConversionKeyRecord),
    notices: z.array(
      z.object({
        version: z.int(),
        sentAt: z.iso.datetime().nullable(),
        acknowledgedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
});

export const leave = route({
  method: 'POST',
  path: '/api/me/leave',
  summary:
    'Closes the account or the advertiser of the person signed in: no new ads, keys and sessions end, personal data is deleted',
  roles: 'signed-in',
  /** The e-mail address of the person signed in: nobody leaves by a slip. */
  body: z.strictObject({ confirm: z.string().min(1).max(254) }),
  problems: ['auth.notPerson', 'record.unknown', 'leave.lastOperator'],
  answer: z.object({
    /** The media account that was closed; null for people without one. */
    closedAccount: z.string().nullable(),
    /** The same of an advertiser. */
    closedAdvertiser: z.string().nullable(),
  }),
});
