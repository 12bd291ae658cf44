/** The same keys with any text: what a translation must have, no more and no less. */
export type TextsLike<T> = { readonly [K in keyof T]: T[K] extends string ? string : TextsLike<T[K]> };
