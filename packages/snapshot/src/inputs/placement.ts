import { z } from 'zod';
import { Mediation } from './mediation.ts';
import { enabled, Id, Json, Micros, Name } from './shapes.ts';

export const PlacementInput = z.strictObject({
  id: Id,
  media: Id,
  name: Name.optional(),
  /** OpenRTB imp without `id`; served as the stored imp of the same id. */
  imp: Json,
  /** CPM floor in micros of the account's currency; the higher of this and `imp.bidfloor` holds. */
  floorMicros: Micros.default(0),
  /** Networks whose SDKs in the app it is offered to, beside the auction; undefined = none. */
  mediation: Mediation.optional(),
  enabled,
});

export type PlacementInput = z.infer<typeof PlacementInput>;
