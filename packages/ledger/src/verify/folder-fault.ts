/**
 * - `missing`, `unexpected`: a file that the checkpoint demands, or that no log has.
 * - `different`: its bytes are not what the rest of the log commits to.
 * - `ahead`: it goes on after the checkpoint's tree: remains of an end, or of a copy made while the log grew.
 * - `gap`: the log itself, as signed, passes over records or has some twice.
 * - `unsigned`: the checkpoint is not signed by the key. `rolled-back`: it does not continue the one seen before.
 * - `witness`: a cosignature is wrong, or fewer witnesses than demanded have signed.
 */
export type FolderFaultCode =
  | 'missing'
  | 'unexpected'
  | 'different'
  | 'ahead'
  | 'gap'
  | 'unsigned'
  | 'rolled-back'
  | 'witness';

export interface FolderFault {
  readonly file: string;
  readonly code: FolderFaultCode;
}
