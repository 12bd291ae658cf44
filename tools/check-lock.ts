import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A registry that lacks some optional platform packages makes npm write a lock file without them, and `npm ci` then
 * refuses it wherever they exist. This finds such gaps; with `--fix` it fills them. It also refuses download addresses,
 * which would tie the lock to one registry.
 */
interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}
interface LockFile {
  packages: Record<string, LockEntry>;
}

const file = join(import.meta.dirname, '../package-lock.json');
const lock: LockFile = JSON.parse(readFileSync(file, 'utf8'));
const gaps = findGaps(lock);
const addresses = Object.entries(lock.packages).filter(([, entry]) => entry.resolved?.includes('://'));

for (const { name, version } of gaps) process.stdout.write(`missing: ${name} ${version}\n`);
for (const [path] of addresses) process.stdout.write(`download address: ${path}\n`);

if (process.argv.includes('--fix')) {
  fill(lock, gaps);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
} else if (gaps.length + addresses.length > 0) {
  process.stderr.write('run "node tools/check-lock.ts --fix" on the pinned Node and commit the lock file\n');
  process.exitCode = 1;
}

interface Gap {
  readonly name: string;
  readonly version: string;
}

/** Only exact versions can be filled in; ranges are npm's to resolve. */
function findGaps({ packages }: LockFile): Gap[] {
  const wanted = new Map<string, string>();
  for (const entry of Object.values(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (/^\d+\.\d+\.\d+/.test(version) && !(`node_modules/${name}` in packages)) wanted.set(name, version);
    }
  }
  return [...wanted].map(([name, version]) => ({ name, version }));
}

function fill(target: LockFile, missing: readonly Gap[]): void {
  for (const { name, version } of missing) {
    target.packages[`node_modules/${name}`] = { version, ...platformOf(name), optional: true };
  }
  for (const [, entry] of addresses) delete (entry as Record<string, unknown>)['resolved'];
  const sorted = Object.entries(target.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  target.packages = Object.fromEntries(sorted);
}

/** Platform packages carry system, processor and C library in their names. */
function platformOf(name: string): { cpu: string[]; os: string[]; libc?: string[] } {
  const tail = name.split('/').at(-1) ?? name;
  const os = /android|darwin|win32|freebsd|openbsd|netbsd|sunos|aix|openharmony/.exec(tail)?.[0] ?? 'linux';
  const cpu = /arm64|ppc64|riscv64|s390x|loong64|mips64el|ia32|x64|arm/.exec(tail)?.[0] ?? 'x64';
  if (os !== 'linux') return { cpu: [cpu], os: [os] };
  if (tail.includes('musl')) return { cpu: [cpu], os: [os], libc: ['musl'] };
  return tail.includes('gnu') ? { cpu: [cpu], os: [os], libc: ['glibc'] } : { cpu: [cpu], os: [os] };
}
