import type { PromiseReport } from '../promises/promise-report.ts';
import type { CompiledPolicy } from '../rows.ts';
import type { PolicyCounters } from './counters.ts';
import type { PageTexts } from './page-texts.ts';

/** What a part of the page is made of: the rules, the words, and what is known about their keeping. */
export interface PageContext {
  readonly policy: CompiledPolicy;
  readonly text: PageTexts;
  /** Undefined where nothing runs, or nothing has happened yet. */
  readonly counters: PolicyCounters | undefined;
  /** Undefined where no run of the tests stands behind this build. */
  readonly report: PromiseReport | undefined;
}
