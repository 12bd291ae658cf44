import { z } from 'zod';

/** Grows with every change of a record and is never given twice. */
export const Revision = z.int().min(0);

/** A record as it is answered: with the revision that its last change gave it. */
export type Revised<T> = T & { readonly revision: number };
/** A record as it is sent: where it holds the revision that was read, it replaces that one only. */
export type Revisable<T> = T & { readonly revision?: number | undefined };

type Schema<T> = z.ZodType<T, T>;

const made = { revised: new WeakMap<z.ZodType, z.ZodType>(), revisable: new WeakMap<z.ZodType, z.ZodType>() };

/** The same for the same record, so that what it is can be told from it. */
export const revised = <T>(schema: z.ZodType<T>) =>
  once(made.revised, schema, Revision) as Schema<Revised<T>>;
export const revisable = <T>(schema: z.ZodType<T>) =>
  once(made.revisable, schema, Revision.optional()) as Schema<Revisable<T>>;

function once(known: WeakMap<z.ZodType, z.ZodType>, schema: z.ZodType, revision: z.ZodType): z.ZodType {
  const extended = known.get(schema) ?? withRevision(schema, revision);
  known.set(schema, extended);
  return extended;
}

function withRevision(schema: z.ZodType, revision: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return schema.safeExtend({ revision });
  if (schema instanceof z.ZodDiscriminatedUnion)
    return z.discriminatedUnion(
      schema.def.discriminator,
      schema.options.map((option) => withRevision(option as z.ZodObject, revision)) as [z.ZodObject],
    );
  throw new Error('a record is an object, or one of several by kind');
}
