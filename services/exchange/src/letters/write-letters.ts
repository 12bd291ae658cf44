import { BLOCKED_PRIVACY, type NonBidReason, REQUEST_BLOCKED } from '@jianchat/auction';
import type { DisclosureEntry } from '@jianchat/events';
import type { SupplyChain } from '@jianchat/openrtb';
import {
  type Admitted,
  addFields,
  type CompiledPolicy,
  emptyMask,
  type FieldMask,
  type Gates,
  maskKey,
  type RequestFor,
  type ShareDecision,
} from '@jianchat/policy';
import type { AccountSettings, HostSettings } from '@jianchat/snapshot';
import type { Ask } from '../asks/ask.ts';
import type { OwnRequest, OwnRequests } from '../own-requests/own-requests.ts';
import { type RequestText, requestText } from '../request-text/request-text.ts';
import type { AuctionFloors } from '../terms/auction-floors.ts';
import { type PrebidPart, prebidPart } from './prebid-part.ts';
import { shareWith } from './share-with.ts';
import { supplyChainFor } from './supply-chain-for.ts';
import { tellFloors } from './tell-floors.ts';
import { type MayTell, mayTell, toldFields } from './told-fields.ts';

/** What one bidder is going to be told: the text it shares with others of its mask, and what is its own. */
export interface Letter {
  readonly ask: Ask;
  readonly decision: ShareDecision;
  readonly text: RequestText;
  /** The fields that the text was made of. */
  readonly copied: FieldMask;
  readonly may: MayTell;
  readonly chain: SupplyChain | undefined;
  readonly prebid: PrebidPart;
}

export interface LetterInput {
  readonly admitted: Admitted;
  /** What of it ad delivery may read. */
  readonly request: RequestFor<'adDelivery'>;
  readonly asks: readonly Ask[];
  readonly host: HostSettings;
  readonly settings: AccountSettings;
  /** What bidders get who are told something else; undefined where all get the same. */
  readonly own: OwnRequests | undefined;
  /** What bidders are told of rules' floors; undefined where imps' own hold. */
  readonly floors: Pick<AuctionFloors, 'told' | 'tellsApart'> | undefined;
}

export interface LetterMeans {
  readonly policy: CompiledPolicy;
  readonly gates: Gates;
  readonly publicUrl: string;
  /** Told of each who may see nothing, or not enough to answer. */
  onRefused(ask: Ask, reason: NonBidReason): void;
}

/** One text per distinct mask and protocol version; who may see nothing gets no letter. */
export function writeLetters(input: LetterInput, means: LetterMeans): readonly Letter[] {
  const { policy, gates, publicUrl } = means;
  const { admitted, request, host, settings, floors } = input;
  const texts = new Map<string, Pick<Letter, 'text' | 'copied'>>();
  const controls = request.ext?.prebid;
  const eidPermissions = controls?.data?.eidpermissions;
  const prebid = prebidPart(request, { settings, host, publicUrl, gvl: policy.gvl });
  const whole: OwnRequest = { admitted, key: '' };
  const textFor = (
    ask: Ask,
    { of, decision }: { of: OwnRequest; decision: ShareDecision },
  ): Pick<Letter, 'text' | 'copied'> => {
    const version = ask.row.bidder.settings.openrtbVersion ?? '2.6';
    const apart = floors?.tellsApart(ask.seat) === true ? JSON.stringify(ask.seat) : '';
    // Names are the client's: what they hold must never make two texts one, so the part without an end of its own comes last.
    const key = `${version} ${decision.maskKey} ${apart} ${of.key}`;
    const known = texts.get(key);
    if (known !== undefined) return known;
    const copied = emptyMask(policy.fieldWords);
    const projected = gates.project(of.admitted, decision.mask, copied);
    if (floors !== undefined && mayTell(policy, decision.mask).terms)
      tellFloors(projected, { seat: ask.seat, floors });
    const made = { text: requestText(projected, { eidPermissions, version }), copied };
    texts.set(key, made);
    return made;
  };
  const letters: Letter[] = [];
  for (const ask of input.asks) {
    const of = input.own === undefined ? whole : input.own.of(ask.seat);
    if (of === undefined) {
      means.onRefused(ask, REQUEST_BLOCKED);
      continue;
    }
    const decision = shareWith(ask, { gates, admitted: of.admitted });
    const shared = decision === undefined || decision.nothing ? undefined : textFor(ask, { of, decision });
    // Without its imps' ids a request can't be answered: a contract that withholds them gets nothing.
    if (decision === undefined || !shared?.text.complete(request.imp.length)) {
      means.onRefused(ask, BLOCKED_PRIVACY);
      continue;
    }
    const may = mayTell(policy, decision.mask);
    const chains = may.chain ? controls?.schains : undefined;
    const chain = chains && supplyChainFor(ask.seat, { chains, node: host.schainNode });
    letters.push({ ask, decision, ...shared, may, chain, prebid });
  }
  return letters;
}

/** The body of a letter. @param tmax time the bidder has, ms */
export function bodyOf({ ask, text, may, chain, prebid }: Letter, tmax: number): string {
  const multibid = may.terms ? prebid.multiBid(ask.seat) : undefined;
  return text.for({
    seat: ask.seat,
    tmax,
    imps: ask.imps.map(({ index, formats, params, deals }) => ({
      index,
      formats,
      params: may.parameters ? params : undefined,
      deals: may.deals ? deals : undefined,
    })),
    chain,
    prebid: {
      ...(may.software && prebid.software),
      ...(multibid && { multibid }),
      server: prebid.server,
    },
  });
}

/** What is disclosed by letters: an entry per recipient, whatever names it was asked under. */
export function entriesOf(letters: readonly Letter[], policy: CompiledPolicy): readonly DisclosureEntry[] {
  const entries = new Map<string, { letter: Letter; purposes: number; granted: number; told: FieldMask }>();
  for (const letter of letters) {
    const { ask, decision, text, copied, may, chain, prebid } = letter;
    const told = toldFields(policy, copied, {
      ...text.ids(ask.seat),
      parameters: may.parameters && ask.imps.some(({ params }) => params !== undefined),
      deals: may.deals && ask.imps.some(({ deals }) => deals !== undefined),
      chain: chain !== undefined,
      software: may.software && prebid.software !== undefined,
    });
    const known = entries.get(ask.row.bidder.id);
    if (known === undefined) {
      const { purposes, granted } = decision;
      entries.set(ask.row.bidder.id, { letter, purposes, granted, told });
      continue;
    }
    addFields(known.told, told);
    known.purposes |= decision.purposes;
    known.granted |= decision.granted;
  }
  return [...entries].map(([recipient, { letter, purposes, granted, told }]) => ({
    recipient,
    contract: letter.ask.row.bidder.contract,
    purposes,
    granted,
    fields: maskKey(told),
  }));
}
