/** How an imp ended, for those who learn from it what their goals cost. */
export interface Settlement {
  /** The best that competes by its worth, 0 for none; micros of the auction's currency. */
  readonly bestOpenMicros: number;
  /** Whose goal got the imp: `goalName` of the offer; undefined where no goal did. */
  readonly booked: string | undefined;
}
