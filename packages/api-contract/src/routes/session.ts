import { z } from 'zod';
import { ROLES, unfitOwners } from '../roles.ts';
import { route } from '../route.ts';

export const me = route({
  method: 'GET',
  path: '/api/me',
  summary: 'Who the caller is',
  roles: 'signed-in',
  answer: z.object({
    kind: z.enum(['user', 'key']),
    name: z.string(),
    role: z.enum(ROLES),
    account: z.string().nullable(),
    advertiser: z.string().nullable(),
  }),
});

/**
 * Mails a sign-in link. The answer is the same whether the address belongs to somebody or not, so that nobody can
 * learn from it who has an account.
 */
export const requestSignInLink = route({
  method: 'POST',
  path: '/api/auth/sign-in/magic-link',
  summary: 'Mails a sign-in link to a user that exists; there is no other way to sign in and none to sign up',
  roles: 'public',
  body: z.strictObject({ email: z.email().max(254) }),
  problems: ['rate.limited', 'mail.unconfigured'],
  answer: z.object({ status: z.boolean() }),
});

export const signOut = route({
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: 'Ends the session and clears its cookie',
  roles: 'public',
  problems: ['rate.limited'],
  answer: z.object({ success: z.boolean() }),
});

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  account: z.string().nullable(),
  advertiser: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

export const listKeys = route({
  method: 'GET',
  path: '/api/keys',
  summary: 'API keys, without their secrets',
  roles: ['operator'],
  answer: z.object({ keys: z.array(ApiKey) }),
});

const UNFIT = {
  account: 'a media key belongs to one account; other keys belong to none',
  advertiser: 'an advertiser’s key belongs to one advertiser; other keys belong to none',
} as const;

export const createKey = route({
  method: 'POST',
  path: '/api/keys',
  summary: 'Makes an API key; the answer is the only time it is shown',
  roles: ['operator'],
  body: z
    .strictObject({
      name: z.string().min(1).max(100),
      role: z.enum(ROLES),
      account: z.string().min(1).max(64).nullable(),
      advertiser: z.string().min(1).max(64).nullable().default(null),
    })
    .superRefine((key, context) => {
      for (const owner of unfitOwners(key.role, key))
        context.addIssue({ code: 'custom', message: UNFIT[owner], path: [owner] });
    }),
  problems: ['record.invalid'],
  answer: z.object({ key: z.string(), record: ApiKey }),
});

export const revokeKey = route({
  method: 'DELETE',
  path: '/api/keys/:id',
  summary: 'Revokes an API key at once',
  roles: ['operator'],
  answer: z.object({ id: z.string(), revokedAt: z.iso.datetime() }),
});
