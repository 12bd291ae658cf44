import pg from 'pg';
import { errorDetail, type OnLog } from '../log-line.ts';

export interface ConfigListenerOptions {
  /** `postgresql://…` of the records store. */
  readonly url: string;
  /** Called at each committed change, and once whenever the connection stands again: something may have been missed. */
  readonly onChange: () => void;
  readonly onLog: OnLog;
  /** Between two attempts to connect, ms. */
  readonly retryMs: number;
}

/** Hears `config_changed` on a connection of its own, which it opens again whenever it is lost. */
export function createConfigListener(options: ConfigListenerOptions): {
  start(): void;
  stop(): Promise<void>;
} {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = true;

  async function connect(): Promise<void> {
    const connecting = new pg.Client({
      connectionString: options.url,
      application_name: 'jianchat control listener',
      keepAlive: true,
    });
    client = connecting;
    connecting.on('error', (error) => lost(connecting, error));
    connecting.on('end', () => lost(connecting, undefined));
    connecting.on('notification', () => options.onChange());
    try {
      await connecting.connect();
      await connecting.query('listen config_changed');
      options.onChange();
    } catch (error) {
      lost(connecting, error);
    }
  }

  function lost(which: pg.Client, error: unknown): void {
    if (stopped || client !== which) return;
    client = undefined;
    options.onLog({
      level: 'warn',
      event: 'control.listener.lost',
      detail: error === undefined ? {} : errorDetail(error),
    });
    which.end().catch(() => {});
    timer = setTimeout(() => void connect(), options.retryMs);
  }

  return {
    start() {
      stopped = false;
      void connect();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => {});
    },
  };
}
