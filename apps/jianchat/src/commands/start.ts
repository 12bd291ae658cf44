import type { Command } from 'commander';
import { ensurePages } from '../build/ensure-pages.ts';
import { type Platform, startPlatform } from '../compose/platform.ts';
import { projectPath } from '../settings/read-settings.ts';
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
  JIANCHAT_ROLES  JIANCHAT_POSTGRES_URL  JIANCHAT_CLICKHOUSE_URL  JIANCHAT_MASTER_KEY
  JIANCHAT_POLICY (./policy)  JIANCHAT_LOG_LEVEL (info)`;

async function start(flags: StartFlags): Promise<void> {
  const settings = commandSettings(flags.roles === undefined ? {} : { JIANCHAT_ROLES: flags.roles });
  const logger = commandLogger(settings);
  const configuration = flags.import === undefined ? undefined : readConfigurationFile(flags.import);
  const progress = (line: string) => process.stderr.write(`jianchat: ${line}\n`);
  const ending = new AbortController();
  // A signal during the start ends it as soon as there is something to end.
  onEnd(() => ending.abort());

  if (settings.JIANCHAT_ROLES.includes('control'))
    await ensurePages({ root: projectPath('.'), onProgress: progress });
  progress('starting…');
  const platform = await startPlatform({ settings, demo: flags.demo, logger });
  if (configuration !== undefined) await applyConfiguration(platform, configuration);
  process.stdout.write(`jianchat ready on ${platform.url}\n`);
  const link = await platform.services.firstSignInLink();
  if (link !== undefined) process.stdout.write(`Sign in to the console once, within 15 minutes: ${link}\n`);

  await aborted(ending.signal);
  logger.info('draining');
  await platform.stop();
  logger.info('stopped');
  process.exit(0);
}

async function applyConfiguration(platform: Platform, configuration: unknown): Promise<void> {
  try {
    await platform.services.importConfiguration(configuration);
  } catch (error) {
    await platform.stop();
    throw error;
  }
}

/** SIGTERM and SIGINT drain; so does the end of the launcher, which would otherwise leave this process an orphan. */
function onEnd(end: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  if (process.send) process.on('disconnect', end);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
