import type { CompiledPolicy, ContractRow, Locale } from '@jianchat/policy';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { explainRequest } from '../explain/explain-request.ts';
import { explainWords } from '../explain/explain-words.ts';
import { explanationText } from '../explain/explanation-text.ts';
import { openCountryLookup } from '../front/ip-country.ts';
import { askedAnewUnder, findVersion, versionPlace } from '../policy-versions/find-version.ts';
import { commandSettings } from './command-context.ts';
import { readRequest } from './read-request.ts';

interface Flags {
  readonly request: string;
  readonly policy: string;
  readonly ip?: string;
  readonly country?: string;
  readonly gpc?: true;
  readonly dnt?: true;
  readonly optedOut?: true;
  readonly contract?: readonly string[];
  readonly showProjection?: true;
  readonly lang: Locale;
  readonly json?: true;
}

/** `policy explain`: what the policy does with one request, without a running platform. */
export function addPolicyExplain(policy: Command): void {
  policy
    .command('explain')
    .description(
      'says for one ad request what becomes of each field, for each recipient, and the clause that decides',
    )
    .requiredOption('--request <file>', 'an OpenRTB request as JSON; - reads standard input')
    .option(
      '--policy <version>',
      'a released version, "current" (what is in force today) or "working" (policy.yaml as it stands)',
      'working',
    )
    .option('--ip <address>', 'the address it came from, where the request names none')
    .option(
      '--country <code>',
      'the country it came from (ISO 3166-1 alpha-2), instead of looking the address up',
      readCountry,
    )
    .option('--gpc', 'the request came with the header Sec-GPC: 1')
    .option('--dnt', 'the request came with the header DNT: 1')
    .option('--opted-out', 'the person opted out with the platform itself, where the policy keeps that')
    .option('--contract <name...>', 'only these recipients; default: all contracts')
    .option('--show-projection', 'prints the request as each recipient would get it')
    .addOption(new Option('--lang <language>', 'language').choices(['en', 'zh']).default('en'))
    .option('--json', 'prints the explanation as JSON')
    .addHelpText('after', EXIT_CODES)
    .action(explain);
}

const EXIT_CODES = `
Exit codes: 0 explained, 1 the file or a contract can't be read or found, 2 usage.`;

async function explain(flags: Flags): Promise<void> {
  const place = versionPlace(commandSettings());
  const compiled = findVersion(flags.policy, place);
  const contracts = contractsOf(compiled, flags.contract);
  const body = await readRequest(flags.request);
  const { country } = flags;
  const explained = explainRequest(compiled, body, {
    contracts,
    outer: {
      ip: flags.ip,
      userAgent: undefined,
      referer: undefined,
      secGpc: flags.gpc === true,
      dnt: flags.dnt === true,
    },
    lookUpCountry: country === undefined ? await openCountryLookup() : () => undefined,
    country,
    nowMs: Date.now(),
    askedAnew: askedAnewUnder(compiled, place),
    own: flags.optedOut ? ['optOut'] : [],
    projections: flags.showProjection === true,
  });
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(explained, null, 2)}\n`);
    return;
  }
  const words = explainWords(compiled, flags.lang);
  process.stdout.write(explanationText(explained, words));
  if (namesStored(body)) process.stderr.write(`jianchat: ${words.word('stored')}\n`);
}

function readCountry(text: string): string {
  if (!/^[A-Za-z]{2}$/.test(text)) throw new InvalidArgumentError('two letters are needed, such as DE');
  return text.toUpperCase();
}

function contractsOf(policy: CompiledPolicy, names: readonly string[] | undefined): readonly ContractRow[] {
  if (names === undefined) return [...policy.contracts.values()];
  return names.map((name) => {
    const contract = policy.contracts.get(name);
    if (contract !== undefined) return contract;
    const known = [...policy.contracts.keys()].join(', ');
    throw new PlatformFault('contract.unknown', `the policy has no contract ${name}; it has: ${known}`);
  });
}

const namesStored = (body: object): boolean => JSON.stringify(body).includes('"storedrequest"');
