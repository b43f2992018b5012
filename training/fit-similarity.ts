/**
 * Fits what each feature counts for the similarity of two clauses, and prints src/comparing/similarity-weights.ts anew. Every source of
 * the tuning judgements is held against every clause that could have been judged: `npm run fit-similarity`, with an index in index/.
 */
import { FEATURES, type Feature, type Features, featuresOf } from '../src/comparing/features.ts';
import { readPasted } from '../src/comparing/pasted.ts';
import { type Profile, profilesOf } from '../src/comparing/profile.ts';
import { profileOfText } from '../src/comparing/similar-search.ts';
import { joinPath, PROJECT_FOLDER, readText } from '../src/core/files.ts';
import { DEFAULT_INDEX, openModel } from '../src/engine.ts';
import { openSnapshot } from '../src/indexing/open.ts';
import { type Example, fitLogistic } from './logistic.ts';

/** What a grade says of whether two share the job or a substantial part of it. */
const TARGETS = [0, 0.15, 0.7, 1] as const;
const RIDGE = 0.3;
const WITHOUT_VECTORS: readonly Feature[] = FEATURES.filter(
  (name) => name !== 'meaning' && name !== 'passages',
);

const indexFolder = process.argv[2] ?? DEFAULT_INDEX;
const snapshot = openSnapshot(indexFolder);
const embedder = await openModel(
  { kind: 'box' },
  { dtype: null, env: {}, cacheFolder: joinPath(indexFolder, 'embeddings'), onProgress: () => {} },
);
const profiles = profilesOf(snapshot);
const entries = [...snapshot.live].filter((entry) => snapshot.isCounted(entry));

interface Judged {
  readonly source: Profile;
  readonly grades: Readonly<Record<string, number>>;
  readonly candidates: readonly number[];
}

function clauseCases(): Judged[] {
  const cityOf = (entry: number) => snapshot.documents[snapshot.documentOf(entry)]?.city;
  return readCases<{ source: string }>('similar-tuning').map(({ source, grades }) => {
    const entry = snapshot.entryAt(source);
    const candidates = entries.filter((other) => cityOf(other) !== cityOf(entry));
    return { source: profiles.ofEntry(entry), grades, candidates };
  });
}

async function textCases(): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const { text, grades } of readCases<{ text: string }>('pasted-tuning')) {
    for (const { span, heading } of readPasted(text)) {
      const source = await profileOfText({ snapshot, embedder }, text.slice(span.start, span.end), heading);
      judged.push({ source, grades, candidates: entries });
    }
  }
  return judged;
}

function readCases<T>(set: string): (T & { grades: Record<string, number> })[] {
  return JSON.parse(readText(joinPath(PROJECT_FOLDER, 'test/relevance', `${set}.json`))).cases;
}

function examplesOf(cases: readonly Judged[], names: readonly Feature[]): Example[] {
  return cases.flatMap(({ source, grades, candidates }) =>
    candidates.map((entry) => {
      const features: Features = featuresOf(source, profiles.ofEntry(entry));
      const target = TARGETS[grades[snapshot.addressOf(entry)] ?? 0] ?? 0;
      return { values: names.map((name) => features[name]), target };
    }),
  );
}

function weightsOf(cases: readonly Judged[], names: readonly Feature[]): string {
  const { bias, weights } = fitLogistic(examplesOf(cases, names), RIDGE);
  const shown = names.map((name, i) => `${name}: ${weights[i]?.toFixed(2)}`).join(', ');
  return `{ bias: ${bias.toFixed(2)}, weights: { ${shown} } }`;
}

const texts = await textCases();
const clauses = clauseCases();
for (const [kind, cases] of [
  ['clause', clauses],
  ['text', texts],
] as const) {
  process.stdout.write(`${kind}: {\n  meaning: ${weightsOf(cases, FEATURES)},\n`);
  process.stdout.write(`  words: ${weightsOf(cases, WITHOUT_VECTORS)},\n},\n`);
}
