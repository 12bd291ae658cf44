import { toCpm } from '@jianchat/auction';
import type { AuctionFloors } from '../terms/auction-floors.ts';

/** Writes rules' floors into a fresh projection, in place of those the imps came with. */
export function tellFloors(
  projected: { readonly imp: readonly { bidfloor?: number; bidfloorcur?: string }[] },
  { seat, floors }: { seat: string; floors: Pick<AuctionFloors, 'told'> },
): void {
  for (const [index, imp] of projected.imp.entries()) {
    const floor = floors.told(seat, index);
    if (floor === undefined) continue;
    imp.bidfloor = toCpm(floor.micros);
    imp.bidfloorcur = floor.currency;
  }
}
