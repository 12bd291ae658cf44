export * from './import-file.ts';
export * from './snapshot.ts';
