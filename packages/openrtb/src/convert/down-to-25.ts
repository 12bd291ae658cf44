import type { Imp } from '../imp.ts';
import type { BidRequest } from '../request.ts';

/**
 * A request as OpenRTB 2.5 has it: what 2.6 made a member of its own goes back to the extension where it was, and what 2.5 does not
 * know is left out (OpenRTB 2.6, appendix "Change Log"; the same moves as Prebid Server makes).
 * @param request a fresh one, which is taken apart
 */
export function downTo25(request: BidRequest): BidRequest {
  moveSupplyChain(request);
  moveRegulations(request);
  moveUser(request);
  delete request.cattax;
  delete request.dooh;
  delete request.wlangb;
  if (request.device !== undefined) {
    const { sua: _sua, langb: _langb, ...device } = request.device;
    request.device = device;
  }
  if (request.site !== undefined) request.site = placeOf25(request.site);
  if (request.app !== undefined) request.app = placeOf25(request.app);
  request.imp = request.imp.map(impOf25);
  return request;
}

function moveSupplyChain(request: BidRequest): void {
  if (request.source?.schain === undefined) return;
  const { schain, ...source } = request.source;
  request.source = { ...source, ext: { ...source.ext, schain } };
}

function moveRegulations(request: BidRequest): void {
  if (request.regs === undefined) return;
  const { gdpr, us_privacy, gpp, gpp_sid, gpc, ext, ...regs } = request.regs;
  const moved = {
    ...ext,
    ...(gdpr !== undefined && { gdpr }),
    ...(us_privacy !== undefined && { us_privacy }),
    ...(gpp !== undefined && { gpp }),
    ...(gpp_sid !== undefined && { gpp_sid }),
    ...(gpc !== undefined && { gpc }),
  };
  request.regs = Object.keys(moved).length === 0 ? regs : { ...regs, ext: moved };
}

function moveUser(request: BidRequest): void {
  if (request.user === undefined) return;
  const { consent, eids, kwarray: _kwarray, ext, ...user } = request.user;
  const moved = { ...ext, ...(consent !== undefined && { consent }), ...(eids !== undefined && { eids }) };
  request.user = Object.keys(moved).length === 0 ? user : { ...user, ext: moved };
}

function placeOf25<Place extends NonNullable<BidRequest['site'] | BidRequest['app']>>(place: Place): Place {
  const older = { ...place };
  delete older.cattax;
  delete older.kwarray;
  delete older.inventorypartnerdomain;
  return older;
}

const IMP_OF_26 = ['rwdd', 'ssai', 'qty', 'dt', 'refresh'] as const;
const VIDEO_OF_26 = [
  'plcmt',
  'maxseq',
  'poddur',
  'podid',
  'podseq',
  'rqddurs',
  'slotinpod',
  'mincpmpersec',
  'durfloors',
  'poddedupe',
] as const;

/** A rewarded placement says so where Prebid's bidders of that time look. */
function impOf25(imp: Imp): Imp {
  const older: Imp = { ...imp };
  if (imp.rwdd === 1) older.ext = { ...imp.ext, prebid: { ...imp.ext?.prebid, is_rewarded_inventory: 1 } };
  for (const name of IMP_OF_26) delete older[name];
  if (imp.video !== undefined) {
    const video = { ...imp.video };
    for (const name of VIDEO_OF_26) delete video[name];
    older.video = video;
  }
  return older;
}
