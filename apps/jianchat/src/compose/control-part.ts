import { randomBytes } from 'node:crypto';
import { resolve4 } from 'node:dns/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explainRecipients, explainRecord } from '@jianchat/auction';
import {
  type Control,
  createControl,
  type KeptState,
  type LogLine,
  type TallyStore,
} from '@jianchat/control';
import { renderPolicyPage } from '@jianchat/policy';
import { openTileFiles } from '@jianchat/tiles/files';
import { sql } from 'kysely';
import { readReport } from '../../../../conformance/evidence/evidence.ts';
import { importRefusal } from '../commands/import-refusal.ts';
import { createRunReplay } from '../effectiveness/run-replay.ts';
import { openDemoPages } from '../front/demo-pages.ts';
import type { FrontRoutes } from '../front/http-front.ts';
import type { PartState } from '../front/readiness.ts';
import { deletionKey } from '../keys/deletion-key.ts';
import { sessionSecret } from '../keys/session-secret.ts';
import { openMail } from '../mail/open-mail.ts';
import { chromiumPictures } from '../pictures/chromium-picture.ts';
import { createFileFetcher } from '../registries/fetch-file.ts';
import { createVastFetcher } from '../registries/fetch-vast.ts';
import { projectPath } from '../settings/read-settings.ts';
import { startDemo } from './demo.ts';
import type { ClosedStores, Ground } from './host.ts';
import { openModelStore } from './model-file.ts';
import { tellRunningProcess } from './running-process.ts';

const TALLY = 'policy-tally.json';
const PARTNERS_MS_MAX = 1_000;
const DEMO_ACCOUNT = 'demo';
const FIRST_OPERATOR = 'operator@jianchat.local';

export interface ControlPart {
  readonly handle: NonNullable<FrontRoutes['control']>;
  readonly demoPages: FrontRoutes['demo'];
  /** Once, while no user exists. */
  firstSignInLink(): Promise<string | undefined>;
  importConfiguration(configuration: unknown): Promise<void>;
}

export async function startControlPart(
  ground: Ground,
  options: ClosedStores & { demo: boolean },
): Promise<ControlPart> {
  // What `npm test` has shown of exactly these sources; without it the page claims nothing.
  const promises = readReport(projectPath('.'));
  const files = createFileFetcher();
  const tags = createVastFetcher();
  const takePicture = chromiumPictures({ folder: tmpdir(), lookUp: resolve4 });
  const control = createControl({
    fetchFile: files.fetch,
    fetchVast: tags.fetch,
    records: options.records,
    recordsUrl: options.recordsUrl,
    analytics: options.analytics,
    log: ground.stores.log,
    inForce: ground.inForce,
    renderPolicyPage: (policy, options) =>
      renderPolicyPage(policy, { ...options, ...(promises && { promises }) }),
    proofs: ground.inForce.proofs,
    sendMail: openMail({
      dataFolder: ground.dataFolder,
      smtpUrl: ground.settings.JIANCHAT_SMTP_URL,
      host: new URL(ground.publicUrl).hostname,
    }),
    tallyStore: tallyFile(ground.dataFolder),
    deletionKey: deletionKey(ground.master),
    snapshotSink: ground.snapshots,
    readModel: openModelStore(ground.dataFolder).read,
    runReplay: createRunReplay(ground.dataFolder),
    exploreBudgetBps: ground.settings.JIANCHAT_EXPLORE_BUDGET_BPS,
    authSecret: sessionSecret(ground.master),
    publicUrl: ground.publicUrl,
    now: Date.now,
    randomBytes,
    consoleDir: projectPath(join('apps', 'console', 'dist')),
    ...(takePicture && { takePicture }),
    status: () => ground.readiness.read(),
    onLog: ({ level, event, detail }: LogLine) => ground.logger[level]({ event, ...detail }, event),
    explain: explainRecord,
    explainRecipients,
    ...(options.demo ? { demoAccount: DEMO_ACCOUNT } : {}),
  });
  ground.closing.add('control', async () => {
    // First: what is being fetched would hold up the end.
    await Promise.all([control.stop(), files.close(), tags.close()]);
  });
  ground.readiness.add(() => partnersPart(control));
  ground.draining.push(() => control.drain());
  tellRunningProcess(ground.dataFolder, {
    pid: process.pid,
    publicUrl: ground.publicUrl,
    recordsUrl: options.recordsUrl,
  });
  const importConfiguration = (configuration: unknown) => importOrRefuse(control, configuration);
  if (options.demo) {
    const { configuration } = await startDemo({ publicUrl: ground.publicUrl, closing: ground.closing });
    await importConfiguration(configuration);
  }
  await control.start();
  return {
    handle: (req, res) => control.app.routing(req, res),
    demoPages: options.demo ? await openDemoPages() : undefined,
    importConfiguration,
    firstSignInLink: async () => ((await hasUsers(options)) ? undefined : control.signInLink(FIRST_OPERATOR)),
  };
}

/** A paused partner is no fault of the platform: it stays ready, and says who isn't asked. */
async function partnersPart(control: Control): Promise<PartState> {
  const states = await statesInTime(control);
  if (states === undefined)
    return { name: 'partners', status: 'ready', detail: 'not known while the records store is away' };
  const paused = states.filter(({ state }) => state === 'paused');
  const detail = paused.map(({ bidder, reasons }) => `${bidder} is paused: ${reasons.join(' ')}`).join('; ');
  return { name: 'partners', status: 'ready', detail: detail || 'nobody is paused' };
}

/** Undefined where the records store fails or takes longer: the door must tell how things stand all the same. */
async function statesInTime(control: Control): Promise<readonly KeptState[] | undefined> {
  const waited = new AbortController();
  const late = sleep(PARTNERS_MS_MAX, undefined, { signal: waited.signal }).catch(() => undefined);
  const told = control.partnerStates().catch(() => undefined);
  return Promise.race([told, late]).finally(() => waited.abort());
}

/** Counts only, in the folder of what a process may lose: the page then counts from the log's oldest record on. */
function tallyFile(dataFolder: string): TallyStore {
  const run = openTileFiles(join(dataFolder, 'run'));
  return { read: () => run.read(TALLY), replace: (bytes) => run.replace(TALLY, Buffer.from(bytes)) };
}

async function importOrRefuse(control: Control, configuration: unknown): Promise<void> {
  const outcome = await control.importConfiguration(configuration);
  if (!outcome.ok) throw importRefusal(outcome.faults);
}

async function hasUsers({ records }: ClosedStores): Promise<boolean> {
  const found = await sql<{ found: boolean }>`select exists (select 1 from auth."user") as found`.execute(
    records.db,
  );
  return found.rows[0]?.found === true;
}
