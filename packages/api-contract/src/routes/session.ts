import { z } from 'zod';
import { ROLES, route } from '../route.ts';

export const me = route({
  method: 'GET',
  path: '/api/me',
  summary: 'Who the caller is',
  roles: [],
  answer: z.object({
    kind: z.enum(['user', 'key']),
    name: z.string(),
    role: z.enum(ROLES),
    account: z.string().nullable(),
  }),
});

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  account: z.string().nullable(),
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

export const createKey = route({
  method: 'POST',
  path: '/api/keys',
  summary: 'Makes an API key; the answer is the only time it is shown',
  roles: ['operator'],
  body: z.strictObject({
    name: z.string().min(1).max(100),
    role: z.enum(ROLES),
    account: z.string().max(64).nullable(),
  }),
  answer: z.object({ key: z.string(), record: ApiKey }),
});

export const revokeKey = route({
  method: 'DELETE',
  path: '/api/keys/:id',
  summary: 'Revokes an API key at once',
  roles: ['operator'],
  answer: z.object({ id: z.string(), revokedAt: z.iso.datetime() }),
});
