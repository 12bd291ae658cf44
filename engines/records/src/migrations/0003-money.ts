import { type Kysely, sql } from 'kysely';

const TABLES = `
create table ledger_accounts (
  id int8 generated always as identity primary key,
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{0,63}$'),
  owner text not null check (owner <> ''),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  unique (kind, owner, currency)
);
create table journals (
  id int8 generated always as identity primary key,
  source text not null check (source <> ''),
  from_offset int8 not null check (from_offset >= 0),
  to_offset int8 not null,
  at timestamptz not null,
  unique (source, from_offset),
  check (to_offset >= from_offset)
);
create table postings (
  id int8 generated always as identity,
  journal_id int8 not null references journals,
  ledger_account_id int8 not null references ledger_accounts,
  amount_micros int8 not null,
  events int4 not null default 0 check (events >= 0),
  primary key (journal_id, id)
);
create index on postings (ledger_account_id) include (amount_micros, events);
create view ledger_balances as
  select a.id as ledger_account_id, a.kind, a.owner, a.currency,
         coalesce(sum(p.amount_micros), 0)::int8 as balance_micros,
         coalesce(sum(p.events), 0)::int8 as events
  from ledger_accounts a left join postings p on p.ledger_account_id = a.id
  group by a.id;`;

const IMMUTABLE = `
create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger.immutable: rows of % are never changed or deleted', tg_table_name
    using errcode = 'restrict_violation';
end $$;`;

/**
 * The trigger fires once per posting, but only the journal's newest posting adds up: ids grow, so whatever is
 * inserted after a check has a posting of its own that checks again.
 */
const BALANCED = `
create function refuse_unbalanced_journal() returns trigger language plpgsql as $$
begin
  if exists (select from postings where journal_id = new.journal_id and id > new.id) then
    return null;
  end if;
  if exists (
    select from postings p join ledger_accounts a on a.id = p.ledger_account_id
    where p.journal_id = new.journal_id
    group by a.currency having sum(p.amount_micros) <> 0
  ) then
    raise exception 'ledger.unbalanced: postings of journal % do not sum to zero in each currency', new.journal_id
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger refuse_unbalanced_journal after insert on postings
  deferrable initially deferred for each row execute function refuse_unbalanced_journal();`;

/** The double-entry ledger. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(TABLES).execute(db);
  await sql.raw(IMMUTABLE).execute(db);
  for (const table of ['ledger_accounts', 'journals', 'postings']) {
    await sql`
      create trigger refuse_ledger_change before update or delete or truncate on ${sql.table(table)}
      for each statement execute function refuse_ledger_change()`.execute(db);
  }
  await sql.raw(BALANCED).execute(db);
}
