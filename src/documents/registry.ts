/** Owns documents.json: what a text does not say of itself, kept apart from what it does. */
import { TiaosuoError } from '../core/errors.ts';
import { fileExists, joinPath, readText } from '../core/files.ts';
import { z } from '../core/schema.ts';
import { fold } from '../text/fold.ts';
import { cityNamed } from './cities.ts';
import type { Metadata } from './metadata.ts';

const inferredFact = z.strictObject({
  value: z.string().min(1),
  basis: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
});

const entry = z.strictObject({
  document: z.string().regex(/^[a-z]+-\d{4}(?:-\d+)?$/),
  file: z.string().min(1),
  /** The name and SHA-256 of the file as it was received. */
  receivedAs: z.string().optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** Where the document is published. */
  source: z.url().optional(),
  /** Facts that are not printed, with what they are inferred from. */
  inferred: z
    .strictObject({ issuer: inferredFact, date: inferredFact, number: inferredFact, title: inferredFact })
    .partial()
    .optional(),
  /** Printed facts that were read wrongly. */
  corrections: z
    .strictObject({ title: z.string(), city: z.string(), year: z.number().int() })
    .partial()
    .optional(),
});

const registry = z.strictObject({ about: z.string().optional(), documents: z.array(entry) });

export type RegistryEntry = z.infer<typeof entry>;

/** A fact that is not printed, and what it is inferred from, in both languages of the pages. */
export type InferredFact = z.infer<typeof inferredFact>;
export type InferredFacts = Partial<Record<'issuer' | 'date' | 'number' | 'title', InferredFact>>;

/** The entries of a folder's documents.json by file name; none where there is no such file. */
export function readRegistry(folder: string): Map<string, RegistryEntry> {
  const path = joinPath(folder, 'documents.json');
  if (!fileExists(path)) return new Map();
  try {
    return new Map(registry.parse(JSON.parse(readText(path))).documents.map((item) => [item.file, item]));
  } catch (cause) {
    const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new TiaosuoError('unreadable', `"${path}" cannot be read: ${detail}`, {
      hint: 'see seeds/README.md for its form',
      cause,
    });
  }
}

export interface Identity {
  readonly document: string;
  readonly city: string | null;
  /** Year of issue; of a document without any printed or inferred date the year of its number, title or posting. */
  readonly year: number | null;
}

/**
 * A document's address, city and year. `taken` holds the addresses given before: a second document of a city and year gets
 * '-2'. Without city or year the file's own name is used, as far as it is an address.
 */
export function identify(
  metadata: Metadata,
  {
    file,
    registered,
    taken,
  }: { file: string; registered: RegistryEntry | undefined; taken: ReadonlySet<string> },
): Identity {
  const city = registered?.corrections?.city ?? metadata.city;
  const year = registered?.corrections?.year ?? yearOf(metadata, registered);
  if (registered !== undefined) return { document: registered.document, city, year };
  const pinyin = city === null ? undefined : cityNamed(city)?.pinyin;
  const stem = file.replace(/\.[^.]*$/, '').toLowerCase();
  const fromName = /^[a-z]+-\d{4}(?:-\d+)?$/.test(stem) ? stem : null;
  const base =
    fromName ??
    `${pinyin ?? (stem.replace(/[^a-z]/g, '') || 'document')}-${String(year ?? 0).padStart(4, '0')}`;
  let document = base;
  for (let n = 2; taken.has(document); n++) document = `${base.replace(/(-\d{4})-\d+$/, '$1')}-${n}`;
  return { document, city, year };
}

function yearOf(metadata: Metadata, registered: RegistryEntry | undefined): number | null {
  const dated = metadata.date ?? registered?.inferred?.date?.value;
  const numbered = metadata.number === null ? undefined : /\((\d{4})\)/.exec(fold(metadata.number))?.[1];
  const titled = metadata.title === null ? undefined : /(\d{4})年/.exec(fold(metadata.title))?.[1];
  const year = dated?.slice(0, 4) ?? numbered ?? titled ?? metadata.posted?.slice(0, 4);
  return year === undefined ? null : Number(year);
}
