import type { BidRequest, Imp } from '@jianchat/openrtb';
import type { FieldName, FieldsOfPurpose, PathsOfField, PurposeName } from '../generated/policy.gen.ts';

/** Paths of the fields that serve a purpose. */
type PathsOf<Fields extends FieldName> = PathsOfField[Fields & keyof PathsOfField];

/** The first name of a path, and what is left of the paths that begin with a name; '' where the path ends there. */
type First<Path extends string> = Path extends `${infer Name}.${string}` ? Name : Path;
type Rest<Path extends string, Name extends string> = Path extends Name
  ? ''
  : Path extends `${Name}.${infer More}`
    ? More
    : never;

/** What of a value the paths lead to. A path that ends takes everything below. */
type Along<Value, Path extends string> = '' extends Path
  ? Value
  : '*' extends First<Path>
    ? Value
    : Value extends readonly (infer Item)[]
      ? readonly Along<Item, Path>[]
      : Value extends object
        ? {
            readonly [Name in keyof Value as Name extends First<Path> ? Name : never]: Along<
              Value[Name],
              Rest<Path, Name & string>
            >;
          }
        : Value;

/**
 * An admitted bid request as a purpose may see it: members of fields that do not serve the purpose do not exist, so reading
 * one does not compile. Made of the policy that the program was built with; a policy in force that allows less makes them
 * absent at run time.
 */
export type RequestFor<Purpose extends PurposeName> = Along<BidRequest, PathsOf<FieldsOfPurpose[Purpose]>>;

/** One impression of it. */
export type ImpFor<Purpose extends PurposeName> = Along<Imp, Rest<PathsOf<FieldsOfPurpose[Purpose]>, 'imp'>>;
