import type { AdUrls, ImpView, NonBidReason, Offer } from '@jianchat/auction';
import type { AdFormat } from '@jianchat/events';
import type { CreativeInput } from '@jianchat/snapshot';

/** A creative made ready once per snapshot: where it can be found, and how it fits a place. */
export interface ReadyCreative {
  readonly creative: CreativeInput;
  readonly format: AdFormat;
  /** Shapes under which it is listed: `WxH` and `banner` of a banner, else the format. */
  readonly shapes: readonly string[];
  /** Whether it can be shown in the imp, and as what. Never throws, never waits. */
  fit(imp: ImpView): CreativeFit;
}

export type CreativeFit =
  | {
      readonly ok: true;
      /** What the bid says of the markup: size, duration, protocol. */
      readonly bid: Pick<Offer['bid'], 'w' | 'h' | 'dur' | 'protocol' | 'apis' | 'wratio' | 'hratio'>;
      /** `WIDTHxHEIGHT` of a banner; '' of what has no size of its own. */
      readonly size: string;
      render(urls: AdUrls): string;
    }
  | { readonly ok: false; readonly reason: NonBidReason };
