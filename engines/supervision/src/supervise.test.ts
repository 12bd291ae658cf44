import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type ChildSpec,
  type ChildState,
  type SuperviseOptions,
  type Supervisor,
  supervise,
} from './index.ts';

/** Says "up" when it has started; ends at SIGTERM unless told to be stubborn. */
const OBEDIENT = `console.log('up'); setInterval(() => {}, 1000);`;
const STUBBORN = `process.on('SIGTERM', () => console.log('no')); ${OBEDIENT}`;
const MUTE = `setInterval(() => {}, 1000);`;
const SHORT_LIVED = `process.exit(3);`;

const supervisors: Supervisor[] = [];
afterEach(async () => {
  await Promise.all(supervisors.splice(0).map((each) => each.stop()));
});

interface Observed {
  readonly supervisor: Supervisor;
  readonly children: ChildProcess[];
  readonly states: ChildState[];
  readonly lines: string[];
  until(status: ChildState['status'], restarts: number): Promise<void>;
}

/** `scripts[n]` is the script of the n-th start; the last one serves all later starts. */
function observe(scripts: readonly string[], change: Partial<ChildSpec & SuperviseOptions> = {}): Observed {
  const children: ChildProcess[] = [];
  const states: ChildState[] = [];
  const lines: string[] = [];
  const watchers = new Set<() => void>();
  const spec: ChildSpec = {
    name: 'test child',
    start() {
      expect(children.every(hasEnded), 'never two children at once').toBe(true);
      const script = scripts[Math.min(children.length, scripts.length - 1)] ?? OBEDIENT;
      const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      return child;
    },
    async ready(child, signal) {
      if (child.stdout !== null) await once(child.stdout, 'data', { signal });
    },
    stop: (child) => child.kill('SIGTERM'),
    ...change,
  };
  const supervisor = supervise(spec, {
    backoffMs: { first: 5, max: 20 },
    stopTimeoutMs: 20_000,
    onState(state) {
      states.push(state);
      for (const watcher of watchers) watcher();
    },
    onLog: (line) => lines.push(line),
    ...change,
  });
  supervisors.push(supervisor);
  return {
    supervisor,
    children,
    states,
    lines,
    until: (status, restarts) =>
      new Promise((resolve) => {
        const check = () => {
          const state = supervisor.state();
          if (state.status === status && state.restarts >= restarts) resolve();
        };
        watchers.add(check);
        check();
      }),
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** A container's init may leave the dead unreaped: a zombie is as dead as one gets. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

describe('supervise', () => {
  it('gets ready, forwards the output, stops', async () => {
    const { supervisor, children, states, lines } = observe([OBEDIENT]);
    await supervisor.start();
    expect(supervisor.state()).toEqual({ status: 'ready', restarts: 0 });
    expect(supervisor.pid()).toBe(children[0]?.pid);
    await supervisor.stop();
    expect(children[0]?.signalCode).toBe('SIGTERM');
    expect(supervisor.pid()).toBeUndefined();
    expect(lines).toEqual(['up']);
    expect(states.map((state) => state.status)).toEqual(['starting', 'ready', 'stopped']);
  });

  it('starts one child for callers at the same time, and again after a stop', async () => {
    const { supervisor, children } = observe([OBEDIENT]);
    await Promise.all([supervisor.start(), supervisor.start()]);
    expect(children).toHaveLength(1);
    await Promise.all([supervisor.stop(), supervisor.stop(), supervisor.start()]);
    await supervisor.start();
    expect(children).toHaveLength(2);
    expect(supervisor.state()).toEqual({ status: 'ready', restarts: 0 });
  });

  it('restarts a child that was killed, as often as it takes', async () => {
    const { supervisor, children, until } = observe([OBEDIENT]);
    await supervisor.start();
    for (let restarts = 1; restarts <= 3; restarts++) {
      process.kill(supervisor.pid() ?? 0, 'SIGKILL');
      await until('ready', restarts);
      expect(supervisor.state()).toEqual({ status: 'ready', restarts, lastFault: 'was ended by SIGKILL' });
    }
    expect(children.filter((child) => !hasEnded(child))).toHaveLength(1);
  });

  it('keeps trying when restarts fail, and recovers', async () => {
    const { supervisor, children, states, until } = observe([OBEDIENT, SHORT_LIVED, SHORT_LIVED, OBEDIENT]);
    await supervisor.start();
    children[0]?.kill('SIGKILL');
    await until('ready', 3);
    expect(states.filter((state) => state.status === 'backoff').map((state) => state.lastFault)).toEqual([
      'was ended by SIGKILL',
      'ended with exit code 3',
      'ended with exit code 3',
    ]);
  });

  it('stops during back-off without starting another child', async () => {
    const { supervisor, children, until } = observe([OBEDIENT], {
      backoffMs: { first: 600_000, max: 600_000 },
    });
    await supervisor.start();
    children[0]?.kill('SIGKILL');
    await until('backoff', 0);
    await supervisor.stop();
    expect(supervisor.state()).toEqual({
      status: 'stopped',
      restarts: 0,
      lastFault: 'was ended by SIGKILL',
    });
    expect(children).toHaveLength(1);
  });

  it('stops while the child is not ready yet: start() rejects', async () => {
    const { supervisor, children, until } = observe([MUTE]);
    const starting = expect(supervisor.start()).rejects.toThrow('test child was stopped before it got ready');
    await until('starting', 0);
    await supervisor.stop();
    await starting;
    expect(children.every(hasEnded)).toBe(true);
  });

  it('rejects and leaves no child when the first attempt does not get ready', async () => {
    const ready = async () => {
      throw new Error('no answer within 30 s');
    };
    const { supervisor, children } = observe([MUTE], { ready });
    await expect(supervisor.start()).rejects.toThrow('test child did not get ready: no answer within 30 s');
    expect(supervisor.state().status).toBe('stopped');
    expect(children.map(hasEnded)).toEqual([true]);
  });

  it('rejects when the child ends early, or cannot be spawned at all', async () => {
    await expect(observe([SHORT_LIVED]).supervisor.start()).rejects.toThrow('ended with exit code 3');
    const start = () => spawn('/nowhere/to/be/found');
    await expect(observe([], { start }).supervisor.start()).rejects.toThrow(/could not be spawned.*ENOENT/);
  });

  it('kills a child that does not heed the request to end', async () => {
    const { supervisor, children } = observe([STUBBORN], { stopTimeoutMs: 50 });
    await supervisor.start();
    await supervisor.stop();
    expect(children[0]?.signalCode).toBe('SIGKILL');
  });

  it('ends orphans before every start', async () => {
    const calls: number[] = [];
    const observed = observe([OBEDIENT], {
      endOrphan: async () => void calls.push(observed.children.length),
    });
    await observed.supervisor.start();
    observed.children[0]?.kill('SIGKILL');
    await observed.until('ready', 1);
    expect(calls).toEqual([0, 1]);
  });

  it('asks the child to end when the parent exits without stopping it', async () => {
    const source = `
      import { spawn } from 'node:child_process';
      import { once } from 'node:events';
      import { supervise } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
      const supervisor = supervise({
        name: 'child',
        start: () => spawn(process.execPath, ['-e', ${JSON.stringify(OBEDIENT)}], { detached: true }),
        ready: (child) => once(child.stdout, 'data'),
        stop: (child) => child.kill(),
      }, { backoffMs: { first: 5, max: 5 }, stopTimeoutMs: 5000 });
      await supervisor.start();
      process.stdout.write(String(supervisor.pid()), () => process.exit(0));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = await once(parent.stdout, 'data');
    const pid = Number(String(output));
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});
