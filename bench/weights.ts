/** Owns the figures behind the ranking's constants: each moved alone, on the half of the questions they were fitted on and on the other. */
// Usage: npm run bench:weights   (wants ../shared; test/relevance/ is measured by npm run eval)
import { join } from 'node:path';
import { mean, ndcg, recall } from '../src/eval/metrics.ts';
import { BM25F, idf } from '../src/indexing/lexical.ts';
import { BestMatches } from '../src/indexing/postings/best.ts';
import { PostingsSegment } from '../src/indexing/postings/segment.ts';
import { readStored } from '../src/indexing/snapshot.ts';
import { readTokenName } from '../src/text/grams.ts';
import { cutCorpus } from './corpus.ts';
import { buildPostings, readManifest } from './ours.ts';
import { CACHE, hasShared } from './paths.ts';
import { STATUTES_COUNT } from './plan.ts';
import { everydayQuestions, questionTokens } from './questions.ts';
import { readEntries } from './token-file.ts';

const QUALITY_LIMIT = 100;

interface Setting {
  readonly k1: number;
  readonly b: number;
  readonly heading: number;
  readonly context: number;
  readonly word: number;
  readonly character: number;
  readonly pair: number;
}

const CHOSEN: Setting = {
  k1: BM25F.k1,
  b: BM25F.b,
  heading: BM25F.weight.heading,
  context: BM25F.weight.context,
  word: 1,
  character: 1,
  pair: 1,
};
const AROUND: readonly Partial<Setting>[] = [
  {},
  { k1: 0.9 },
  { k1: 1.5 },
  { k1: 2 },
  { b: 0.5 },
  { b: 0.6 },
  { b: 0.85 },
  { b: 0.95 },
  { heading: 0.5 },
  { heading: 1.5 },
  { context: 0.5 },
  { context: 0.15 },
  { word: 0 },
  { word: 0.5 },
  { word: 1.5 },
  { character: 0 },
  { character: 0.5 },
  { character: 1.5 },
  { pair: 0 },
  { pair: 0.5 },
  { pair: 1.5 },
];

if (!hasShared()) {
  console.log('skipped: ../shared is not there, and with it the questions');
  process.exit(0);
}

const folder = join(CACHE, 'weights');
await cutCorpus('laws');
const pick = { end: STATUTES_COUNT, count: STATUTES_COUNT };
buildPostings(folder, readEntries(join(CACHE, 'laws'), { tokens: 'all', pick }));
const segments: { segment: PostingsSegment; base: number }[] = [];
for (const file of readManifest(folder)) {
  const base = segments.reduce((sum, { segment }) => sum + segment.size, 0);
  segments.push({ segment: new PostingsSegment(readStored(folder, file)), base });
}
const size = segments.reduce((sum, { segment }) => sum + segment.size, 0);
const lengths = Uint16Array.from(segments.flatMap(({ segment }) => [...segment.lengths]));
const meanLength = mean([...lengths]);

/** All clauses with their scores: the formula of src/indexing/lexical.ts with other constants. */
function rank(tokens: readonly string[], setting: Setting): number[] {
  const scores = new Float64Array(size);
  for (const name of tokens) {
    const found = segments.map(({ segment, base }) => ({ segment, base, term: segment.terms.find(name) }));
    const holding = found.reduce(
      (sum, { segment, term }) => sum + (term < 0 ? 0 : segment.terms.countOf(term)),
      0,
    );
    const weight = setting[readTokenName(name).kind] * idf(size, holding);
    if (weight === 0 || holding === 0) continue;
    for (const { segment, base, term } of found) {
      if (term < 0) continue;
      for (const cursor = segment.cursor(term); cursor.next(); ) {
        const { counts } = cursor;
        const clause = base + cursor.clause;
        const norm = 1 - setting.b + (setting.b * (lengths[clause] ?? 0)) / meanLength;
        const times =
          ((counts >>> 4) + ((counts >>> 2) & 3) * setting.heading + (counts & 3) * setting.context) / norm;
        scores[clause] = (scores[clause] ?? 0) + (weight * (setting.k1 + 1) * times) / (setting.k1 + times);
      }
    }
  }
  const best = new BestMatches(QUALITY_LIMIT, undefined);
  scores.forEach((score, clause) => {
    if (score >= best.threshold) best.add(clause, score);
  });
  return best.sorted().map(({ id }) => id);
}

const questions = everydayQuestions().map(({ text, gold }) => ({
  tokens: questionTokens(text, 'all'),
  gold: new Map(gold),
}));

console.log('| constant | nDCG@10, fitted half | R@100 | nDCG@10, other half | R@100 |');
console.log('|---|--:|--:|--:|--:|');
for (const change of AROUND) {
  const halves = [0, 1].map((half) => {
    const scored = questions
      .filter((_, i) => i % 2 === half)
      .map(({ tokens, gold }) => {
        const ranked = rank(tokens, { ...CHOSEN, ...change }).map((id) => gold.get(id) ?? 0);
        const grades = [...gold.values()];
        return { ndcg10: ndcg(ranked, grades), recall100: recall(ranked, grades, QUALITY_LIMIT) };
      });
    const of = (name: 'ndcg10' | 'recall100') => mean(scored.map((one) => one[name])).toFixed(3);
    return `${of('ndcg10')} | ${of('recall100')}`;
  });
  const name = Object.entries(change).map(([constant, value]) => `${constant} ${value}`);
  console.log(`| ${name.join(', ') || 'as chosen'} | ${halves.join(' | ')} |`);
}
