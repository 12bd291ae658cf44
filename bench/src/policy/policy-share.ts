import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { auctionCpu } from './auction-cpu.ts';
import type { Decisions, Latency } from './decisions.ts';

const BIDDERS = [0, 1, 3, 10];
const ITERATIONS = 1_000_000;
const CORE = '0';

interface Step {
  readonly bidders: number;
  readonly withPolicy: number;
  readonly without: number;
}

/** The policy's share of an auction's CPU, and what deciding and decoding cost; `iterations` of each auction's policy work. */
export async function measurePolicy(iterations = ITERATIONS): Promise<void> {
  const child = spawn(
    'taskset',
    [
      '-c',
      CORE,
      process.execPath,
      '--expose-gc',
      join(import.meta.dirname, 'policy-core.ts'),
      String(iterations),
      ...BIDDERS.map(String),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const { steps, decisions }: { steps: readonly Step[]; decisions: Decisions } = JSON.parse(
    await text(child.stdout),
  );
  const cpu: number[] = [];
  for (const bidders of BIDDERS) {
    process.stderr.write(`auctions with ${bidders} bidders…\n`);
    cpu.push(await auctionCpu(bidders));
  }
  printDecisions(decisions);
  printShares(steps, cpu, iterations);
}

function printDecisions(measured: Decisions): void {
  const row = (name: string, { p50, p99 }: Latency, goal: string): string =>
    `| ${name} | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${goal} |\n`;
  process.stdout.write(
    '\n| what | p50 µs | p99 µs | goal |\n|---|---:|---:|---|\n' +
      row('decision for one recipient, warm', measured.warm, 'p99 ≤ 5') +
      row('decision for one recipient, never met before', measured.cold, 'p99 ≤ 5') +
      row(
        `signals with a TC string of ${measured.consentChars} characters, seen before`,
        measured.consentWarm,
        '',
      ) +
      row('signals with such a string, new', measured.consentCold, '≤ 15') +
      `\nA warm decision leaves ${measured.warmBytes.toFixed(2)} bytes on the heap.\n`,
  );
}

function printShares(steps: readonly Step[], cpu: readonly number[], iterations: number): void {
  const percent = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(1)} %`;
  const rows = steps.map(({ bidders, withPolicy, without }, at) => {
    const whole = cpu[at] ?? Number.NaN;
    const own = withPolicy - without;
    const cells = [bidders, whole.toFixed(0), withPolicy.toFixed(1), without.toFixed(1), own.toFixed(1)];
    const goal = bidders >= 10 ? '≤ 10 %' : '≤ 3 %';
    return `| ${[...cells, percent(withPolicy, whole), percent(own, whole), goal].join(' | ')} |\n`;
  });
  process.stdout.write(
    `\nCPU per auction in µs; the policy's work done ${iterations} times in process, with a warm consent cache\n\n` +
      '| bidders | auction | with policy | without | policy alone | all of it | policy alone | goal |\n' +
      `|---:|---:|---:|---:|---:|---:|---:|---|\n${rows.join('')}`,
  );
}
