export { decrypt, encrypt, type GcmUse } from './aes-gcm.ts';
export {
  type AddedChoices,
  CHOICES,
  type Choice,
  type ChoiceStore,
  type Choices,
  createChoices,
  tendChoices,
} from './choices.ts';
export {
  createIdentifierHash,
  createNetworkHash,
  type Identifier,
  type IdentifierHash,
} from './identifier-hash.ts';
export { createKeyRing, type KeyEncryptionKey, type KeyEpoch, type KeyRing } from './key-ring.ts';
export { pooledRandom } from './random-pool.ts';
export { createRecogniser, type Recogniser, type RecogniserOptions } from './recogniser.ts';
export type { ValueContext } from './sealed-value.ts';
export { COMMITMENT_BYTES, commitTo } from './subject-keys.ts';
export type { SubjectId } from './subject-record.ts';
export type { NewSubject, RecordChange, Removal, SubjectStore } from './subject-store.ts';
export { createSubjects, type Opening, type SubjectMeans, type Subjects } from './subjects.ts';
export { type Tended, type Tending, tendSubjects } from './tend-subjects.ts';
