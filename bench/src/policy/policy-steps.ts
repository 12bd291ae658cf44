import { type RequestSignals, readSignals } from '@jianchat/consent';
import {
  type CompiledPolicy,
  type ContractRow,
  emptyMask,
  type Gates,
  hasField,
  maskKey,
} from '@jianchat/policy';
import { contractOf, europeanRequest } from './european-auction.ts';
import { plainCopy } from './plain-copy.ts';

/** Both ways through the same request: as the exchange goes with the policy, and as any server would without one. */
export interface Ways {
  /** Everything the exchange asks the policy for in one auction. */
  withPolicy(): unknown;
  /** What is left to do where no policy is: one checked copy of the request, and one for the bidders if there are any. */
  without(): unknown;
}

/** The steps of an auction with so many bidders. They follow the exchange's stages signals, admit, gather and record. */
export function waysOf(
  policy: CompiledPolicy,
  gates: Gates,
  { bidders, nowMs }: { bidders: number; nowMs: number },
): Ways {
  const raw = europeanRequest(bidders, nowMs);
  const outer: RequestSignals = { secGpc: false, dnt: false, ipCountry: 'DE', nowMs };
  const contracts = Array.from({ length: bidders }, (_, index): ContractRow => {
    const contract = policy.contracts.get(contractOf(index));
    if (contract === undefined) throw new Error(`the policy has no contract ${contractOf(index)}`);
    return contract;
  });
  const idOf = (name: string): number => policy.fields.find((field) => field.name === name)?.id ?? -1;
  const [prefix, parameters] = [idOf('ipPrefix'), idOf('bidderParameters')];
  const contextual = policy.purposes.find(({ name }) => name === 'contextualAds')?.id ?? -1;
  return {
    withPolicy() {
      const admitted = gates.collect(raw, readSignals(policy, raw, outer));
      gates.use(admitted, 'adDelivery');
      gates.use(admitted, 'contextualAds');
      gates.mayUse(admitted, prefix, contextual);
      const texts = new Map<string, { readonly copied: Uint32Array; readonly projected: unknown }>();
      let told = '';
      for (const contract of contracts) {
        const decision = gates.share(admitted, contract);
        let text = texts.get(decision.maskKey);
        if (text === undefined) {
          const copied = emptyMask(policy.fieldWords);
          text = { projected: gates.project(admitted, decision.mask, copied), copied };
          texts.set(decision.maskKey, text);
        }
        if (hasField(decision.mask, parameters)) told = maskKey(text.copied.slice());
      }
      return [maskKey(admitted.present), texts, told];
    },
    without() {
      const request = plainCopy(raw);
      return bidders === 0 ? request : [request, plainCopy(request)];
    },
  };
}

/** CPU of one call in µs: the median of alternating blocks, this thread only. */
export function measureWays(ways: Ways, iterations: number): { withPolicy: number; without: number } {
  const blocks = 10;
  const each = Math.ceil(iterations / blocks);
  const spent = { withPolicy: [] as number[], without: [] as number[] };
  for (let call = 0; call < 20_000; call++) void [ways.withPolicy(), ways.without()];
  for (let block = 0; block < blocks; block++) {
    spent.withPolicy.push(cpuOf(ways.withPolicy, each));
    spent.without.push(cpuOf(ways.without, each));
  }
  return { withPolicy: median(spent.withPolicy), without: median(spent.without) };
}

function cpuOf(call: () => unknown, times: number): number {
  let kept: unknown;
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time++) kept = call();
  const { user, system } = process.threadCpuUsage(before);
  if (kept === undefined) throw new Error('nothing was made');
  return (user + system) / times;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
