import { ROUTES } from '@jianchat/api-contract';
import { TOPIC } from '@jianchat/events';
import type { ImportFile, Snapshot } from '@jianchat/snapshot';
import Fastify, { type FastifyInstance } from 'fastify';
import { installBodyParsers } from './api/body-parsers.ts';
import { answerBadPath, installFaultHandler } from './api/fault-handler.ts';
import { installSecurityHeaders } from './api/security-headers.ts';
import { createServe, routeKey, type Serve } from './api/serve.ts';
import { type ApiKeys, type CreateKeyOutcome, createApiKeys, type KeyRequest } from './auth/api-keys.ts';
import { createIdentify } from './auth/identify.ts';
import { createSessions, type NewUser, type Sessions } from './auth/sessions.ts';
import { policyContracts } from './configuration/contracts.ts';
import {
  type ContractLookup,
  type ImportOutcome,
  importConfiguration,
} from './configuration/import-configuration.ts';
import { readConfiguration } from './configuration/read-configuration.ts';
import type { ControlOptions } from './control-options.ts';
import { type ConversionKeys, createConversionKeys } from './conversions/conversion-keys.ts';
import { readCreative } from './creative-review/read-creative.ts';
import { createReviewQueues } from './creative-review/review-queues.ts';
import { takeSeen } from './creative-review/take-seen.ts';
import { createLive, type Live } from './live/live.ts';
import { createNotices, type Notices } from './notices/notices.ts';
import { createPartnerChecks, type KeptState, type PartnerChecks } from './partners/partner-checks.ts';
import { readChain, takeChains } from './partners/supply-chains.ts';
import { tablesOf } from './policy/policy-versions.ts';
import { createReplayRuns, type ReplayRuns } from './replay/replay-runs.ts';
import { serveCampaignReport } from './routes/campaign-report.ts';
import { serveCollections } from './routes/collections.ts';
import { serveConfiguration } from './routes/configuration.ts';
import { serveConsole } from './routes/console.ts';
import { serveConversionKeys } from './routes/conversion-keys.ts';
import { serveCreativeReviews } from './routes/creative-reviews.ts';
import { serveDataDeletion } from './routes/data-deletion.ts';
import { serveDelivery } from './routes/delivery.ts';
import { serveForecast } from './routes/forecast.ts';
import { serveLeaving } from './routes/leaving.ts';
import { serveLive } from './routes/live.ts';
import { serveMediation } from './routes/mediation.ts';
import { serveNotices } from './routes/notices.ts';
import { serveOpenApi } from './routes/openapi.ts';
import { servePartners } from './routes/partners.ts';
import { servePolicy } from './routes/policy.ts';
import { servePublications } from './routes/publications.ts';
import { serveRegistries } from './routes/registries.ts';
import { serveReplay } from './routes/replay.ts';
import { serveReports } from './routes/reports.ts';
import { serveSession } from './routes/session.ts';
import { createConfigListener } from './snapshot/config-listener.ts';
import { createSnapshotPublisher } from './snapshot/snapshot-publisher.ts';
import { createTopicTail } from './tail/topic-tail.ts';
import { createKeptTally, memoryTally } from './tally/kept-tally.ts';
import { createPolicyCounters, type PolicyCountersSource } from './tally/policy-counters.ts';

export interface Control {
  /** Not listening: mount `app.routing(req, res)` on a server once `start` has resolved. */
  readonly app: FastifyInstance;
  /** Migrates the users' tables, publishes the first snapshot and follows changes. Rejects while the stores are away. */
  start(): Promise<void>;
  /** Ends the live streams, which would never end by themselves: call it before a server waits for its last requests. */
  drain(): void;
  /** Ends streams and background work; idempotent. Records, log and analytics stay open. */
  stop(): Promise<void>;
  /** A one-time sign-in link, valid 15 minutes. A user that does not exist is made, by default as operator. */
  signInLink(email: string, newUser?: NewUser): Promise<string>;
  createKey(request: KeyRequest): Promise<CreateKeyOutcome>;
  /** @param input parsed JSON or YAML. */
  importConfiguration(input: unknown): Promise<ImportOutcome>;
  exportConfiguration(): Promise<ImportFile>;
  /** Whether bidders still match what they were taken on with. */
  partnerStates(): Promise<readonly KeptState[]>;
}

const CONFIG_POLL_MS = 3_000;
const LISTENER_RETRY_MS = 1_000;
/** How soon a released version's notice goes out, and how often what failed is tried again. */
const NOTICES_MS = 5_000;
/** How soon a change of configuration, policy or a file that is due shows in what bidders are allowed. */
const PARTNERS_MS = 30_000;
const noReplay = async (): Promise<never> => {
  throw new Error('this installation replays nothing');
};
const OPERATOR = { role: 'operator' } as const;

/** What control's routes are made of. */
interface Parts {
  readonly sessions: Sessions;
  readonly keys: ApiKeys;
  readonly conversionKeys: ConversionKeys;
  readonly live: Live;
  readonly contract: ContractLookup;
  readonly counters: PolicyCountersSource;
  readonly notices: Notices;
  readonly partners: PartnerChecks;
  readonly replays: ReplayRuns;
}

export function createControl(options: ControlOptions): Control {
  const { records, onLog, now, inForce } = options;
  const { db } = records;
  const contract = policyContracts(() => inForce.at(now()).policy);
  const keys = createApiKeys({ db, now, randomBytes: options.randomBytes });
  const sessions = createSessions({
    db,
    secret: options.authSecret,
    publicUrl: options.publicUrl,
    onLog,
    sendSignInLink: options.sendSignInLink,
  });
  const tally = createKeptTally({
    store: options.tallyStore ?? memoryTally(),
    tablesOf: (version) => inForce.ofVersion(version),
    onLog,
  });
  const live = createLive({
    tally,
    log: options.log,
    explain: (record) => options.explain(tablesOf(inForce, { record, nowMs: now() }), record),
    explainRecipients: (record) =>
      options.explainRecipients(tablesOf(inForce, { record, nowMs: now() }), record),
    now,
    onLog,
    ...(options.liveBounds && { bounds: options.liveBounds }),
  });
  const publisher = createSnapshotPublisher({ db, sink: options.snapshotSink, now, onLog });
  const listener = createConfigListener({
    url: options.recordsUrl,
    onChange: publisher.refreshSoon,
    onLog,
    retryMs: LISTENER_RETRY_MS,
  });
  const seen = createTopicTail({
    db,
    log: options.log,
    topic: TOPIC.creatives,
    take: (values) =>
      takeSeen(
        db,
        values.flatMap((value) => readCreative(value) ?? []),
      ),
    onLog,
  });
  const chains = createTopicTail({
    db,
    log: options.log,
    topic: TOPIC.chains,
    take: (values) =>
      takeChains(
        db,
        values.flatMap((value) => readChain(value) ?? []),
      ),
    onLog,
  });
  const queues = createReviewQueues(options, publisher.followedTags);
  const counters = createPolicyCounters({ tally: tally.state, analytics: options.analytics, now });
  // Nobody is told anew of what rules already.
  const notYetInForce = () => {
    const { version } = inForce.at(options.now()).policy;
    return inForce.released().filter(({ record }) => record.version > version);
  };
  const notices = createNotices({ ...options, db, released: notYetInForce });
  const partners = createPartnerChecks({
    db,
    policy: () => inForce.at(now()).policy,
    fetchFile: options.fetchFile,
    now,
    onLog,
  });
  const conversionKeys = createConversionKeys({ db, now, randomBytes: options.randomBytes });
  const replays = createReplayRuns({ run: options.runReplay ?? noReplay, now, onLog });
  const parts = { sessions, keys, conversionKeys, live, contract, counters, notices, partners, replays };
  const app = createApp(options, parts, publisher.snapshot);
  let noticing: NodeJS.Timeout | undefined;
  let checking: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let stopping: Promise<void> | undefined;

  async function stop(): Promise<void> {
    clearInterval(poll);
    clearInterval(noticing);
    clearInterval(checking);
    // Told at once: what it fetches may take long.
    const checksEnd = partners.stop();
    const replaysEnd = replays.stop();
    await notices.work();
    await checksEnd;
    await replaysEnd;
    await listener.stop();
    await publisher.idle();
    await live.stop();
    await seen.stop();
    await chains.stop();
    await queues.stop();
    await app.close();
  }

  return {
    app,
    async start() {
      await sessions.migrate();
      await app.ready();
      await publisher.refresh();
      listener.start();
      poll = setInterval(publisher.refreshSoon, options.configPollMs ?? CONFIG_POLL_MS);
      await live.start();
      seen.start();
      chains.start();
      queues.start();
      noticing = setInterval(() => void notices.work(), NOTICES_MS);
      void partners.work();
      checking = setInterval(() => void partners.work(), options.partnerChecksMs ?? PARTNERS_MS);
    },
    drain: () => live.viewers.close(),
    stop() {
      stopping ??= stop();
      return stopping;
    },
    signInLink: (email, newUser = OPERATOR) => sessions.link(email, newUser),
    createKey: keys.create,
    importConfiguration: (input) => importConfiguration(db, input, { contract }),
    partnerStates: partners.states,
    exportConfiguration: async () => (await readConfiguration(db)).file,
  };
}

function createApp(
  options: ControlOptions,
  parts: Parts,
  snapshot: () => Snapshot | undefined,
): FastifyInstance {
  const publicOrigin = new URL(options.publicUrl).origin;
  const app = Fastify({
    // What comes over a Unix socket was passed on by a process of this user, which names the client.
    trustProxy: options.trustProxy ?? ((address: string | undefined) => address === undefined),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerBadPath,
  });
  installBodyParsers(app);
  installSecurityHeaders(app, { https: publicOrigin.startsWith('https:') });
  installFaultHandler(app, {
    onLog: options.onLog,
    newInstance: () => Buffer.from(options.randomBytes(9)).toString('base64url'),
  });
  app.register(async (routes) => {
    const serve = createServe({ app: routes, identify: createIdentify(parts), publicOrigin });
    serveRoutes(serve, routes, { options, parts });
    assertComplete(serve);
  });
  app.register(async (files) =>
    serveRegistries(files, {
      snapshot,
      contact: () => options.inForce.at(options.now()).policy.contact || undefined,
    }),
  );
  app.register(async (pages) => serveConsolePages(pages, options, parts.counters));
  return app;
}

function serveRoutes(
  serve: Serve,
  app: FastifyInstance,
  { options, parts }: { readonly options: ControlOptions; readonly parts: Parts },
): void {
  const { db } = options.records;
  const { contract, live } = parts;
  serveSession(serve, app, {
    ...parts,
    publicUrl: options.publicUrl,
    sendsMail: options.sendSignInLink !== undefined,
  });
  serveConversionKeys(serve, parts.conversionKeys);
  serveMediation(serve, { db, now: options.now });
  serveCollections(serve, { db, contract, analytics: options.analytics, now: options.now });
  serveCreativeReviews(serve, { db, now: options.now });
  serveConfiguration(serve, { db, contract });
  const policy = () => options.inForce.at(options.now()).policy;
  serveReports(serve, {
    db,
    analytics: options.analytics,
    now: options.now,
    policy,
    readModel: options.readModel ?? (async () => undefined),
    exploreBudgetBps: options.exploreBudgetBps ?? 0,
  });
  serveCampaignReport(serve, { analytics: options.analytics, policy });
  serveReplay(serve, parts.replays);
  serveForecast(serve, { db, analytics: options.analytics, now: options.now, policy });
  serveDelivery(serve, { db, analytics: options.analytics, now: options.now, policy });
  serveLive(serve, { live, status: options.status, demoAccount: options.demoAccount });
  serveNotices(serve, { notices: parts.notices, inForce: options.inForce, now: options.now });
  servePartners(serve, { partners: parts.partners, db });
  const { keys, conversionKeys } = parts;
  serveLeaving(serve, { db, keys, conversionKeys, now: options.now, onLog: options.onLog });
  serveOpenApi(app, options.publicUrl);
}

async function serveConsolePages(
  app: FastifyInstance,
  options: ControlOptions,
  counters: PolicyCountersSource,
): Promise<void> {
  const { inForce, renderPolicyPage, now } = options;
  servePolicy(app, { inForce, renderPolicyPage, now, counters: counters.read });
  const { publicKey, sign } = options.deletionKey;
  const policy = () => inForce.at(now()).policy;
  const { origin } = new URL(options.publicUrl);
  servePublications(app, { policy, origin, publicKey: [publicKey] });
  serveDataDeletion(app, { origin, now, sign });
  await serveConsole(app, options.consoleDir);
}

/** A route of the contract without a handler would be a promise nobody keeps. */
function assertComplete(serve: Serve): void {
  const missing = ROUTES.map(routeKey).filter((key) => !serve.served.has(key));
  if (missing.length > 0) throw new Error(`routes of the contract without a handler: ${missing.join(', ')}`);
}
