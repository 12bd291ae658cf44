import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file so that after a crash either the old or the new content is there, whole. */
export function replaceDurably(file: string, content: string, mode: number): void {
  const temporary = `${file}.${process.pid}.new`;
  writeDurably(temporary, content, mode);
  renameSync(temporary, file);
  syncFolder(dirname(file));
}

/** Writes and syncs a file; the content is on disk when this returns. */
export function writeDurably(file: string, content: string | Buffer, mode: number): void {
  const handle = openSync(file, 'w', mode);
  try {
    if (typeof content === 'string') writeSync(handle, content);
    else writeSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What was renamed into or out of the folder is on disk when this returns. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
