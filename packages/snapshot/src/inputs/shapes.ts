import { z } from 'zod';

/** Ids are chosen by the operator: they stand in URLs, reports and configuration files. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'letters, digits, dot, dash and underscore, starting with a letter or digit',
  );
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD');
export const Micros = z.int().nonnegative();
export const Name = z.string().min(1).max(200);
export const HttpUrl = z.url({ protocol: /^https?$/ }).max(2000);
export const Json = z.record(z.string(), z.unknown());
export const enabled = z.boolean().default(true);

/** Whether a text can be an id here. */
export const isId = (text: string): boolean => Id.safeParse(text).success;
