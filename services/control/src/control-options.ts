import type { AuctionDetail, LiveAuction } from '@jianchat/api-contract';
import type { AuctionRecord } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import type { CompiledPolicy, PublicJwk } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import type { SnapshotSink } from '@jianchat/snapshot';
import type { FetchVast } from '@jianchat/vast';
import type { TakePicture } from './creative-review/picture-queue.ts';
import type { LiveBounds } from './live/live.ts';
import type { OnLog } from './log-line.ts';
import type { SendMail } from './notices/mail.ts';
import type { ProofStore } from './notices/notices.ts';
import type { FetchFile } from './partners/registry-files.ts';
import type { SignJwt } from './policy/deletion-acknowledgement.ts';
import type { PolicyVersions } from './policy/policy-versions.ts';
import type { RunReplay } from './replay/replay-runs.ts';
import type { PlaybackFileSource } from './report/playback.ts';
import type { FileSource } from './report/revenue.ts';
import type { PlatformStatus } from './routes/live.ts';
import type { RenderPolicyPage } from './routes/policy.ts';
import type { TallyStore } from './tally/kept-tally.ts';

export interface ControlOptions {
  /** Open and migrated. Control does not close it. */
  readonly records: Records;
  /** The same store's `postgresql://…`: hearing of changes takes a connection of its own. */
  readonly recordsUrl: string;
  readonly analytics: FileSource & PlaybackFileSource;
  /** Answered requests are read from it for the live view. */
  readonly log: EventLog;
  /** Which version of the policy rules, and the tables of every other one. */
  readonly inForce: PolicyVersions;
  readonly renderPolicyPage: RenderPolicyPage;
  /** Takes and gives the proofs that everybody was told of a version. */
  readonly proofs: ProofStore;
  /** Hands letters over for delivery. */
  readonly sendMail: SendMail;
  /** Signs acknowledgements of deletion requests as JSON Web Tokens; its public half is published in `dsrdelete.json`. */
  readonly deletionKey: { readonly publicKey: PublicJwk; readonly sign: SignJwt };
  /** Keeps what the public counters are made of; without it they begin anew with each start. */
  readonly tallyStore?: TallyStore;
  /** Fetches public files of partners and media; without it none are. */
  readonly fetchFile?: FetchFile;
  readonly snapshotSink: SnapshotSink;
  /** Reads the file of what was learned of ads' effect; without it nothing was. */
  readonly readModel?: () => Promise<Uint8Array | undefined>;
  /** Replays recorded auctions; without it every replay fails. */
  readonly runReplay?: RunReplay;
  /** How much of the money may be spent on finding out which ads work, basis points. */
  readonly exploreBudgetBps?: number;
  /** At least 32 characters; signs session cookies. A new one signs everybody out. */
  readonly authSecret: string;
  /** Origin under which browsers reach the platform, without a path. https decides the cookies' flags. */
  readonly publicUrl: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Draws creatives for their review; without it they are reviewed without a picture. */
  readonly takePicture?: TakePicture;
  /** Fetches VAST documents for the review of tags; without it none is followed. */
  readonly fetchVast?: FetchVast;
  /** How often the review looks for tags to follow, ms (5,000). */
  readonly tagEveryMs?: number;
  /** How often creatives are looked for that wait for a picture, ms; default 15,000: what has just started has more urgent work. */
  readonly pictureEveryMs?: number;
  /** The built console; without it `/` says that it is not built. */
  readonly consoleDir?: string;
  readonly status: () => PlatformStatus | Promise<PlatformStatus>;
  readonly onLog: OnLog;
  /** The account whose auctions the public demo page may look at. */
  readonly demoAccount?: string;
  /** Tells every field's fate from the integers a record carries. */
  readonly explain: (policy: CompiledPolicy, record: AuctionRecord) => LiveAuction;
  /** The same for each recipient, field by field. */
  readonly explainRecipients: (policy: CompiledPolicy, record: AuctionRecord) => AuctionDetail['recipients'];
  /** Mails a sign-in link; without it, users get links from the operator only. */
  readonly sendSignInLink?: (mail: { readonly email: string; readonly url: string }) => Promise<void>;
  /** Addresses of reverse proxies whose `X-Forwarded-For` is believed (CIDR, comma-separated); default none. */
  readonly trustProxy?: string;
  /** Default 3,000 ms: how long a change may stay unseen when its notification was lost. */
  readonly configPollMs?: number;
  /** Default 30,000 ms: how often partners are compared with what they were taken on with. */
  readonly partnerChecksMs?: number;
  readonly liveBounds?: Partial<LiveBounds>;
}
