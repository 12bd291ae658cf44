export type { FolderLock } from './lock-folder.ts';
export { FolderLockedError, lockFolder } from './lock-folder.ts';
export type { ChildSpec, ChildState, SuperviseOptions, Supervisor } from './supervise.ts';
export { supervise } from './supervise.ts';
