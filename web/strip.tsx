/** Owns how a strip of choices looks that narrow a search: each with its count, the chosen ones marked. */
import type { Child } from 'hono/jsx';
import { type Language, MESSAGES } from './messages.ts';

export interface Found {
  readonly literal: number;
  readonly related: number;
}

export interface Choice {
  readonly value: string;
  /** Null: outside the scope, so not searched; not the same as 0. */
  readonly found: Found | null;
  readonly isSelected: boolean;
  readonly href: string;
  /** What `href` does where that is not to choose. */
  readonly undoes?: string | undefined;
}

interface StripProps {
  readonly language: Language;
  readonly name: 'city' | 'year' | 'topic';
  readonly label: string;
  /** The search without this filter; `found` is null where there is one. */
  readonly all: { readonly href: string; readonly found: Found | null };
  readonly choices: readonly Choice[];
  /** Stands below the choices. */
  readonly children?: Child;
}

export function Strip({ language, name, label, all, choices, children }: StripProps) {
  const isFiltered = all.found === null;
  return (
    <nav class={`strip ${name}`} aria-label={label}>
      <h2>{label}</h2>
      <ul>
        <li>
          <a href={all.href} aria-current={isFiltered ? undefined : 'true'}>
            {MESSAGES[language].filters.all} {!isFiltered && <Count found={all.found} />}
          </a>
        </li>
        <Choices {...{ language, choices }} />
      </ul>
      {children}
    </nav>
  );
}

export function Choices({ language, choices }: Pick<StripProps, 'language' | 'choices'>) {
  const words = MESSAGES[language].filters;
  return (
    <>
      {choices.map(({ value, found, isSelected, href, undoes }) => (
        <li>
          <a
            href={href}
            aria-current={isSelected ? 'true' : undefined}
            title={found === null ? words.outOfScope : words.counts(found.literal, found.related)}
          >
            <span lang="zh-Hans">{value}</span> <Count found={found} />
            {undoes !== undefined && (
              <span class="undo" role="img" aria-label={undoes}>
                ×
              </span>
            )}
          </a>
        </li>
      ))}
    </>
  );
}

/** What is only related is never added to what is there literally: a city without a literal hit says 0. */
function Count({ found }: { found: Found | null }) {
  if (found === null) return <span class="count">—</span>;
  return (
    <span class="count">
      {found.literal}
      {found.related > 0 && <span class="also">+{found.related}</span>}
    </span>
  );
}
