import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const childFile = fileURLToPath(new URL('./log-child.ts', import.meta.url));

export interface LogChild {
  /** Resolves when it has printed this many lines. */
  printed(lines: number): Promise<void>;
  /** Ends it, from one instruction to the next. */
  kill(): Promise<void>;
  /** All whole lines, once it has ended. */
  lines(): Promise<readonly string[]>;
}

export function startLogChild(...args: readonly string[]): LogChild {
  const child: ChildProcess = spawn(process.execPath, [childFile, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let count = 0;
  const heard: (() => void)[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    count += text.split('\n').length - 1;
    for (const check of heard) check();
  });
  const closed = once(child, 'close');
  return {
    printed: (lines) =>
      new Promise((resolve) => {
        const check = () => count >= lines && resolve();
        heard.push(check);
        void closed.then(() => resolve());
        check();
      }),
    async kill() {
      child.kill('SIGKILL');
      await closed;
    },
    async lines() {
      await closed;
      return output.split('\n').slice(0, -1);
    },
  };
}
