import { useTranslation } from 'react-i18next';

interface ClauseLinkProps {
  /** The promise that declares the field, such as C2. */
  readonly clause: string;
  /** The promise whose rule decided. */
  readonly decides: string;
}

/** The clause of the policy that decided, and the one that declares the field where that is another. */
export function ClauseLink({ clause, decides }: ClauseLinkProps) {
  const { t } = useTranslation();
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <PolicyAnchor clause={decides} title={t('live.clauseDecides')} />
      {clause !== decides && (
        <>
          {' · '}
          <PolicyAnchor clause={clause} title={t('live.clauseDeclares')} />
        </>
      )}
    </span>
  );
}

function PolicyAnchor({ clause, title }: { readonly clause: string; readonly title: string }) {
  return (
    <a href={`/policy#${clause}`} target="_blank" rel="noopener" title={title}>
      {clause}
    </a>
  );
}
