import { type Route, TEXT } from './route.ts';

/** `GET /status`: whether the host answers; what it says is the host's setting, nothing (204) without one. */
export const statusRoute: Route = {
  name: 'status',
  path: '/status',
  methods: ['GET'],
  pagesMayRead: true,
  answer({ startedMs }, means) {
    const said = means.ground(startedMs)?.catalogue.rows.host.statusText;
    return said === undefined ? { status: 204 } : { status: 200, contentType: TEXT, body: said };
  },
};
