/** Owns a document's table of contents: markers and headings, nested as printed. */
import type { ClauseSummary } from '../src/engine.ts';
import { clausePath, fragmentHref } from './links.ts';

interface OutlineProps {
  readonly clauses: readonly ClauseSummary[];
  readonly marked: string | null;
  /** The `lang` of what the document prints. */
  readonly printed: string;
}

export function OutlineList({ clauses, marked, printed }: OutlineProps) {
  const below = new Map<string | null, ClauseSummary[]>();
  for (const clause of clauses) {
    const siblings = below.get(clause.parent) ?? [];
    siblings.push(clause);
    below.set(clause.parent, siblings);
  }
  return <Level {...{ below, parent: null, marked, printed }} />;
}

interface LevelProps extends Omit<OutlineProps, 'clauses'> {
  /** Clauses by the clause they stand under. */
  readonly below: ReadonlyMap<string | null, readonly ClauseSummary[]>;
  readonly parent: string | null;
}

function Level({ below, parent, marked, printed }: LevelProps) {
  const clauses = below.get(parent) ?? [];
  if (clauses.length === 0) return null;
  return (
    <ul>
      {clauses.map((clause) => (
        <li>
          <a
            href={fragmentHref(clausePath(clause.clause))}
            aria-current={clause.clause === marked ? 'location' : undefined}
          >
            <Entry {...{ clause, printed }} />
          </a>
          <Level {...{ below, parent: clause.clause, marked, printed }} />
        </li>
      ))}
    </ul>
  );
}

// Long enough to know a clause without a heading by its first words.
const MAX_BEGINNING_CHARS = 14;

function Entry({
  clause: { marker, heading, label, text },
  printed,
}: {
  clause: ClauseSummary;
  printed: string;
}) {
  if (marker === null && heading === null) return <span class="unprinted">{label}</span>;
  const beginning = text.length > MAX_BEGINNING_CHARS ? `${text.slice(0, MAX_BEGINNING_CHARS)}…` : text;
  return (
    <span lang={printed}>
      {marker !== null && <span class="marker">{marker}</span>}
      {heading ?? beginning}
    </span>
  );
}
