import { z } from 'zod';
import { Id, Json, Micros } from './shapes.ts';

const Country = z.string().regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2 such as DE');

/** One network of the waterfall: the app holds its SDK and asks it; the exchange only says when. */
const MediationNetwork = z.strictObject({
  /** The network's name, as the app's adapters call it. */
  network: Id,
  /** What the network's SDK needs to know of this placement, such as its ids; handed to the app as it is. */
  parameters: Json.default({}),
  /** What it pays for a thousand impressions, in micros of the account's currency, where nothing below says more. */
  ecpmMicros: Micros,
  /** The same by country, … */
  ecpmByCountry: z.record(Country, Micros).optional(),
  /** … and by format, which counts only where the country says nothing. */
  ecpmByFormat: z.partialRecord(z.enum(['banner', 'video', 'native', 'audio']), Micros).optional(),
  /** Countries it serves; undefined = all. */
  countries: z.array(Country).min(1).max(250).optional(),
  /** It is left out where it would pay less. */
  ecpmMicrosMin: Micros.optional(),
  /** How long the app waits for it, ms. */
  timeoutMs: z.int().min(100).max(60_000).default(5_000),
  /** How often an hour the app shows it on one device at most; the app counts, so that nobody else need know. */
  perHourMax: z.int().min(1).max(1_000).optional(),
  /** Seconds the app waits between two of its ads. */
  intervalSecMin: z.int().min(1).max(86_400).optional(),
  enabled: z.boolean().default(true),
});

/** The networks a placement is offered to by the SDKs in the app, beside the auction. */
export const Mediation = z
  .strictObject({ networks: z.array(MediationNetwork).min(1).max(50) })
  .refine(({ networks }) => new Set(networks.map(({ network }) => network)).size === networks.length, {
    path: ['networks'],
    error: 'each network once',
  });

export type MediationNetwork = z.infer<typeof MediationNetwork>;
export type Mediation = z.infer<typeof Mediation>;
