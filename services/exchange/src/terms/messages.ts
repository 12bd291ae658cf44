import type { ResponseMessage } from '@jianchat/openrtb';

/** What an answer says besides its bids (`ext.errors`, `ext.warnings`): by bidder, or under `prebid` for the host's own. */
export interface Messages {
  error(who: string, message: ResponseMessage): void;
  warn(who: string, message: ResponseMessage): void;
  /** Undefined where there are none. */
  errors(): Record<string, ResponseMessage[]> | undefined;
  warnings(): Record<string, ResponseMessage[]> | undefined;
}

/** Under this name stands what concerns no bidder. */
export const GENERAL = 'prebid';
/** More about one bidder says nothing new. */
const MESSAGES_MAX = 20;

export function createMessages(): Messages {
  let errors: Map<string, ResponseMessage[]> | undefined;
  let warnings: Map<string, ResponseMessage[]> | undefined;
  const add = (
    to: Map<string, ResponseMessage[]>,
    { who, message }: { who: string; message: ResponseMessage },
  ) => {
    const list = to.get(who);
    if (list === undefined) to.set(who, [message]);
    else if (list.length < MESSAGES_MAX) list.push(message);
    return to;
  };
  return {
    error(who, message) {
      errors = add(errors ?? new Map(), { who, message });
    },
    warn(who, message) {
      warnings = add(warnings ?? new Map(), { who, message });
    },
    errors: () => errors && Object.fromEntries(errors),
    warnings: () => warnings && Object.fromEntries(warnings),
  };
}
