import { json, type Route } from './route.ts';

/** `GET /version`: which build answers. */
export const versionRoute: Route = {
  name: 'version',
  path: '/version',
  methods: ['GET'],
  pagesMayRead: true,
  answer: (_, { build }) => json(build),
};
