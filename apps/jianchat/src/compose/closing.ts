import type { Logger } from 'pino';

/** What was opened, so that it can be closed in the opposite order, whether the start finished or not. */
export interface Closing {
  add(name: string, close: () => void | Promise<void>): void;
  /** Closes everything once; a part that fails to close does not keep the others open. */
  closeAll(): Promise<void>;
}

export function createClosing(logger: Logger): Closing {
  const parts: { name: string; close: () => void | Promise<void> }[] = [];
  return {
    add: (name, close) => parts.push({ name, close }),
    async closeAll() {
      for (const part of parts.splice(0).reverse()) {
        try {
          await part.close();
        } catch (error) {
          logger.error({ part: part.name, err: error }, 'could not be closed');
        }
      }
    },
  };
}
