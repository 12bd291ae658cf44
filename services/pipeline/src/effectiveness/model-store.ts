/**
 * Where the model is: one file that holds the weights and the place in the log up to which they have learned, replaced as a
 * whole. The exchange reads the same file.
 */
export interface ModelStore {
  /** Undefined where there is none. */
  read(): Promise<Uint8Array | undefined>;
  /** Resolves when a crash would leave the new content; before, one leaves the old. */
  replace(bytes: Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** The place as the policy names it: without a field that declares it, nothing is written. */
export const MODEL_PLACE = 'file:snapshot/effectiveness.model';
