import { ROUTES, type Route } from '@jianchat/api-contract';

/** What says nothing of anybody but who asks. */
export const ABOUT_ONESELF: readonly string[] = [
  'GET /api/me',
  'GET /api/me/data',
  'POST /api/me/leave',
  'GET /api/policy/notices',
  'POST /api/policy/notices/:version/acknowledge',
];

/** Every route that a role may call, as `METHOD PATH`. */
export const routesOf = (role: 'media' | 'advertiser'): readonly string[] =>
  ROUTES.filter(
    ({ roles }: Route) => roles === 'signed-in' || (Array.isArray(roles) && roles.includes(role)),
  ).map(({ method, path }: Route) => `${method} ${path}`);
