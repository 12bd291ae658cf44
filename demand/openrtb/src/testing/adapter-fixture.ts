import { readdir, readFile } from 'node:fs/promises';
import { type BidderInput, BidderSettings } from '@jianchat/snapshot';
import { z } from 'zod';

const Json = z.record(z.string(), z.unknown());

/** One case: what the exchange hands over, the calls that must come of it with the partner's answers, and what is read of those. */
const AdapterFixture = z.strictObject({
  description: z.string().min(10),
  /** What differs from a bidder that leaves everything to its adapter. */
  bidder: z
    .strictObject({
      endpoint: z.string().default(''),
      settings: BidderSettings.default({}),
      secrets: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  /** The request as it was cut for the bidder, each imp's parameters in `imp.ext.bidder`. */
  request: Json,
  calls: z.array(
    z.strictObject({
      url: z.string(),
      /** These among all; null for one that must not be there. */
      headers: z.record(z.string(), z.string().nullable()).default({}),
      /** The whole body. */
      body: Json,
      answer: z.strictObject({
        status: z.int().default(200),
        headers: z.record(z.string(), z.string()).default({}),
        /** JSON, or a text that is sent as it is. */
        body: z.unknown().optional(),
      }),
    }),
  ),
  expect: z.strictObject({
    outcome: z.enum(['bids', 'nobid', 'failed']),
    currency: z.string().optional(),
    /** All bids, whole. */
    bids: z.array(Json).optional(),
    reason: z.int().optional(),
    message: z.string().optional(),
  }),
});
export type AdapterFixture = z.infer<typeof AdapterFixture>;

const ParameterCases = z.strictObject({
  valid: z.array(z.unknown()).min(1),
  invalid: z.array(z.unknown()).min(1),
});
export type ParameterCases = z.infer<typeof ParameterCases>;

export interface AdapterCases {
  readonly fixtures: readonly { readonly name: string; readonly fixture: AdapterFixture }[];
  readonly params: ParameterCases;
}

const FOLDERS = ['exemplary', 'supplemental'];

/** Reads an adapter's `fixtures/`. An unknown key, folder or file, or a folder without cases, is an error. */
export async function readAdapterCases(adapterFolder: URL): Promise<AdapterCases> {
  const root = new URL('fixtures/', adapterFolder);
  const entries = await readdir(root);
  const stray = entries.filter((entry) => !FOLDERS.includes(entry) && entry !== 'params.json');
  if (stray.length > 0) throw new Error(`${root.pathname}: unknown ${stray.join(', ')}`);
  const json = async (url: URL): Promise<unknown> => JSON.parse(await readFile(url, 'utf8'));
  const fixtures = [];
  for (const folder of FOLDERS) {
    const files = entries.includes(folder) ? await readdir(new URL(`${folder}/`, root)) : [];
    if (files.length === 0) throw new Error(`${root.pathname}${folder}: no fixtures`);
    for (const file of files.sort()) {
      const read = AdapterFixture.safeParse(await json(new URL(`${folder}/${file}`, root)));
      if (!read.success) throw new Error(`${root.pathname}${folder}/${file}: ${z.prettifyError(read.error)}`);
      fixtures.push({ name: `${folder}/${file}`, fixture: read.data });
    }
  }
  return { fixtures, params: ParameterCases.parse(await json(new URL('params.json', root))) };
}

/** A bidder of this adapter, as the configuration would give it. */
export function bidderOf(adapter: string, { bidder }: AdapterFixture): BidderInput {
  return {
    id: adapter,
    endpoint: bidder?.endpoint ?? '',
    contract: 'c',
    // The registry's names are those of the folders, which is where this one comes from.
    adapter: adapter as BidderInput['adapter'],
    timeoutMs: 1000,
    modifyingVastXmlAllowed: false,
    enabled: true,
    settings: bidder?.settings ?? {},
  };
}
