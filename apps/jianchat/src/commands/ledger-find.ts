import { commitTo, createSubjects } from '@jianchat/identity';
import {
  type Disclosure,
  disclosedAtMs,
  findDisclosures,
  isDisclosure,
  type ProofDocument,
} from '@jianchat/ledger';
import { type CompiledPolicy, fieldIds, maskOfKey } from '@jianchat/policy';
import { readTileFiles } from '@jianchat/tiles/files';
import type { Command } from 'commander';
import { ledgerFolder } from '../compose/ledger-part.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { openIdentityOf, type SubjectFlags, seekSubject } from '../identity/seek-subject.ts';
import { exportDocument } from '../ledger/export-document.ts';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { readReleased } from '../policy-versions/released-folder.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';
import { readSubjectFlags } from './subject-options.ts';

/** Finds and proves everything that was disclosed about one person. For the operator: it needs the master key. */
export async function printDisclosures(
  flags: SubjectFlags & { json?: true },
  command: Command,
): Promise<void> {
  const wanted = await readSubjectFlags(flags, command);
  const settings = commandSettings();
  const dataFolder = projectPath(settings.JIANCHAT_DATA);
  const folder = projectPath(settings.JIANCHAT_POLICY);
  const policy = currentPolicy(versionPlace(settings));
  const { identity, close } = openIdentityOf(settings, dataFolder);
  try {
    const subject = seekSubject(identity, wanted, policy);
    const key = createSubjects(identity).commitmentKey(subject);
    if (key === undefined)
      throw new PlatformFault('subject.unknown', "the subject's key can't be unwrapped any more");
    const proofs: ProofDocument[] = [];
    const isOwn = (auction: string, commitment: string) =>
      commitTo(auction, key).toString('hex') === commitment;
    for await (const proof of findDisclosures(readTileFiles(ledgerFolder(dataFolder)), isOwn))
      proofs.push(proof);
    const versions = [policy, ...readReleased(folder).map((released) => released.policy)];
    process.stdout.write(
      flags.json
        ? `${JSON.stringify(exportDocument(key, proofs), null, 2)}\n`
        : summary(proofs, { subject, versions }),
    );
  } finally {
    await close();
  }
}

function summary(
  proofs: readonly ProofDocument[],
  { subject, versions }: { subject: string; versions: readonly CompiledPolicy[] },
): string {
  const items = proofs.flatMap((proof) => proof.items.map(({ item }) => item)).filter(isDisclosure);
  const lines = items.map((item) => line(item, versions)).join('');
  return `subject ${subject}: ${items.length} disclosures, each provable (--json prints the proofs)\n${lines}`;
}

/** A disclosure in words, by the policy it was made under; in masks where that version isn't here. */
function line(item: Disclosure, versions: readonly CompiledPolicy[]): string {
  const policy = versions.find(({ hash }) => hash === item.policyHash);
  const at = new Date(disclosedAtMs(item)).toISOString().slice(0, 16);
  const fields = policy
    ? fieldIds(maskOfKey(item.fields, policy.fieldWords))
        .map((id) => policy.fieldById.get(id)?.name ?? String(id))
        .join(', ')
    : `mask ${item.fields}`;
  const purposes = policy
    ? policy.purposes
        .filter(({ bit }) => (item.purposes & bit) !== 0)
        .map(({ name }) => name)
        .join(', ')
    : `mask ${item.purposes}`;
  return `${at}Z ${item.recipient} (${item.contract}, policy ${item.policyVersion}) for ${purposes}: ${fields}\n`;
}
