import type { Command } from 'commander';
import { ensurePages } from '../build/ensure-pages.ts';
import { type Platform, startPlatform } from '../compose/platform.ts';
import { projectPath } from '../settings/read-settings.ts';
import { redacted } from '../settings/settings.ts';
import { commandLogger, commandSettings } from './command-context.ts';
import { readConfigurationFile } from './configuration-file.ts';

interface StartFlags {
  readonly demo: boolean;
  readonly import?: string;
  readonly roles?: string;
}

export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('starts the platform and prints one line when it is ready')
    .option('--no-demo', 'without the demo account, campaign and bidders')
    .option('--import <file>', 'applies a configuration file (JSON or YAML) before it is ready')
    .option('--roles <list>', 'services to play: exchange,collector,pipeline,control')
    .addHelpText('after', SETTINGS_HELP)
    .action((flags: StartFlags) => start(flags));
}

const SETTINGS_HELP = `
Settings come from the environment or from jianchat.yaml:
  JIANCHAT_HOST (127.0.0.1)  JIANCHAT_PORT (8080)  JIANCHAT_PUBLIC_URL  JIANCHAT_DATA (./data)
  JIANCHAT_ROLES  JIANCHAT_WORKERS (1)  JIANCHAT_POSTGRES_URL  JIANCHAT_CLICKHOUSE_URL  JIANCHAT_MASTER_KEY
  JIANCHAT_BIDDER_SECRETS
  JIANCHAT_POLICY (./policy)  JIANCHAT_TRUST_PROXY (false)  JIANCHAT_SMTP_URL  JIANCHAT_SUBJECTS_MAX (10000000)
  JIANCHAT_LEDGER_WITNESSES  JIANCHAT_LEDGER_WITNESSES_MIN (0)  JIANCHAT_EXPLORE_BUDGET_BPS (500)
  JIANCHAT_LOG_LEVEL (info)`;

async function start(flags: StartFlags): Promise<void> {
  const settings = commandSettings(flags.roles === undefined ? {} : { JIANCHAT_ROLES: flags.roles });
  const logger = commandLogger(settings);
  logger.debug({ event: 'settings.resolved', settings: redacted(settings) }, 'settings.resolved');
  const configuration = flags.import === undefined ? undefined : await readConfigurationFile(flags.import);
  const progress = (line: string) => process.stderr.write(`jianchat: ${line}\n`);
  const { signal } = endSignal();
  try {
    if (settings.JIANCHAT_ROLES.includes('control'))
      await ensurePages({ root: projectPath('.'), onProgress: progress, signal });
    progress('starting…');
    const platform = await startPlatform({ settings, demo: flags.demo, logger, signal });
    if (configuration !== undefined) await applyConfiguration(platform, configuration);
    await tellReady(platform, { demo: flags.demo });
    await aborted(signal);
    progress('stopping…');
    await platform.stop();
  } catch (error) {
    // Whoever ends the start gets what was asked for: everything is closed again by now.
    if (!signal.aborted) throw error;
  }
  progress('stopped');
  process.exit(0);
}

const SIGN_IN = 'npx --no-install jianchat admin create --email you@example.com';

/** What the person at the terminal needs next; the first line is the one that programs wait for. */
async function tellReady(platform: Platform, { demo }: { demo: boolean }): Promise<void> {
  process.stdout.write(`jianchat ready on ${platform.url}\n`);
  const link = await platform.services.firstSignInLink();
  if (link !== undefined) process.stdout.write(`Sign in to the console once, within 15 minutes: ${link}\n`);
  // Operators exist already; whoever lost the first link finds the way to another one here.
  else if (platform.services.routes.control)
    process.stdout.write(`Console: ${platform.url}/ (sign-in link: ${SIGN_IN})\n`);
  if (demo && platform.services.routes.demo) process.stdout.write(`Demo page: ${platform.url}/demo\n`);
}

async function applyConfiguration(platform: Platform, configuration: unknown): Promise<void> {
  try {
    await platform.services.importConfiguration(configuration);
  } catch (error) {
    await platform.stop();
    throw error;
  }
}

/** What is still open this long after it was asked to end is left behind: supervisors of processes lose patience, too. */
const STOP_MS_MAX = 20_000;

/** Aborts at SIGTERM and SIGINT, and at the end of the launcher, which would otherwise leave this process an orphan. */
function endSignal(): AbortController {
  const ending = new AbortController();
  const end = () => {
    if (ending.signal.aborted) return;
    ending.abort();
    setTimeout(() => {
      process.stderr.write('jianchat: not everything could be stopped in time; giving up [stop.timeout]\n');
      process.exit(1);
    }, STOP_MS_MAX).unref();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  if (process.send) process.on('disconnect', end);
  return ending;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
