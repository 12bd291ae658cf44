import { join } from 'node:path';

/** What a program of the platform gets of the environment that tests run in; like the launcher, it keeps compiled code. */
export const hostEnvironment = (): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: process.env['HOME'] ?? '',
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../../../.cache/compiled'),
});
