import {
  type CompiledPolicy,
  type Locale,
  PUBLICATIONS,
  policyJson,
  renderPolicyPage,
  unmappedForStores,
} from '@jianchat/policy';
import { type Command, Option } from 'commander';
import { readReport } from '../../../../conformance/evidence/evidence.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { loadPolicy } from '../compose/policy.ts';
import { deletionKey } from '../keys/deletion-key.ts';
import { projectPath } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { commandSettings } from './command-context.ts';
import { masterKeyOf } from './master-key-of.ts';

interface Flags {
  readonly lang: Locale;
  readonly format: 'html' | 'json' | (typeof PUBLICATIONS)[number]['format'];
  readonly json?: true;
  readonly origin?: string;
}

/** `policy page`: everything that is published from the policy, on stdout. */
export function addPolicyPageCommand(policy: Command): void {
  policy
    .command('page')
    .description('prints what is published from the policy: the page, or one of the files made from it')
    .addOption(new Option('--lang <language>', 'language').choices(['en', 'zh']).default('en'))
    .addOption(
      new Option(
        '--format <format>',
        "html: the page; json: /policy.json; apple: PrivacyInfo.xcprivacy; google: Play Console's data-safety CSV; " +
          'ropa, ropa-csv, ropa-json: record of processing activities (GDPR Art. 30); dsr: dsrdelete.json',
      )
        .choices(['html', 'json', ...PUBLICATIONS.map(({ format }) => format)])
        .default('html'),
    )
    .option('--json', 'the same as --format json')
    .option('--origin <url>', 'where apps and partners reach the platform; default: JIANCHAT_PUBLIC_URL')
    .action((flags: Flags) => {
      const settings = commandSettings();
      const compiled = loadPolicy(projectPath(settings.JIANCHAT_POLICY));
      process.stdout.write(documentOf(compiled, flags, settings));
    });
}

function documentOf(compiled: CompiledPolicy, flags: Flags, settings: Settings): string {
  const format = flags.json ? 'json' : flags.format;
  if (format === 'html') {
    const promises = readReport(projectPath('.'));
    return renderPolicyPage(compiled, { locale: flags.lang, ...(promises && { promises }) });
  }
  if (format === 'json') return `${JSON.stringify(policyJson(compiled), null, 2)}\n`;
  const unmapped = unmappedForStores(compiled);
  if (unmapped.length > 0 && (format === 'apple' || format === 'google'))
    throw new PlatformFault(
      'policy.unmapped',
      `the app stores have no word for these; add them to store-mapping.ts\n${unmapped.map((name) => `  ${name}`).join('\n')}`,
    );
  const publication = PUBLICATIONS.find((each) => each.format === format);
  if (publication === undefined) throw new RangeError(`no publication ${format}`);
  return publication.make(compiled, {
    locale: flags.lang,
    origin: originOf(flags.origin ?? settings.JIANCHAT_PUBLIC_URL, settings),
    publicKey: format === 'dsr' ? [deletionKey(masterKeyOf(settings)).publicKey] : [],
  });
}

function originOf(given: string | undefined, { JIANCHAT_HOST, JIANCHAT_PORT }: Settings): string {
  const url = given ?? `http://${JIANCHAT_HOST}:${JIANCHAT_PORT}`;
  if (URL.canParse(url) && /^https?:/.test(url)) return new URL(url).origin;
  throw new PlatformFault('settings.invalid', '--origin must be a URL that starts with http:// or https://');
}
