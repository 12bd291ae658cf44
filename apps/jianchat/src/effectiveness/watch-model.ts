import { watch } from 'node:fs';
import { join } from 'node:path';
import { decodeModel, type Model, type ModelFault } from '@jianchat/effectiveness';
import { MODEL_FILE } from '../compose/model-file.ts';
import { readIfThere } from '../keys/read-if-there.ts';

export interface ModelWatch {
  readonly onModel: (model: Model) => void;
  /** The file is of another release or damaged: what was known before goes on being used. */
  readonly onUnreadable: (fault: ModelFault) => void;
}

/** Reads the model now and whenever training has replaced it, beside requests; returns what ends it. */
export function watchModel(dataFolder: string, { onModel, onUnreadable }: ModelWatch): () => void {
  const folder = join(dataFolder, 'snapshot');
  const read = (): void => {
    const bytes = readIfThere(join(folder, MODEL_FILE));
    if (bytes === undefined) return;
    const reading = decodeModel(bytes);
    if (reading.ok) onModel(reading.model);
    else onUnreadable(reading.fault);
  };
  read();
  const watcher = watch(folder, (_, name) => {
    if (name === MODEL_FILE) read();
  });
  return () => watcher.close();
}
