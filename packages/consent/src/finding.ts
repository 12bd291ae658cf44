/** Something a signal says: the policy's floor that it raises ('' for none), and the code of its reason. */
export interface Finding {
  readonly floor: '' | 'child' | 'optOut' | 'osDenied' | 'deletion' | 'conflict' | 'limitSensitive';
  readonly reason: string;
}
