/** Makes what answers are held against: the tokens of a size, its questions, rare tokens and the best entries of a plain scorer. */
import { join } from 'node:path';
import { tellingTokens } from '../src/search/retrieve.ts';
import type { AnalyzerMode } from '../src/text/analyze.ts';
import type { Question, TokenSet } from './adapter.ts';
import { cutCorpus } from './corpus.ts';
import { expectedTop, weightsOf } from './expected.ts';
import { generateCorpus } from './generate.ts';
import { CACHE, hasShared } from './paths.ts';
import { ARTICLES_COUNT, type Size, STATUTES_COUNT } from './plan.ts';
import { type AskedQuestion, everydayQuestions, judgedQuestions, questionTokens } from './questions.ts';
import { codeOf, type Pick, readEntries, readMeta, readNumbers, readVocabulary } from './token-file.ts';
import { corpusFolder, pickFrom, TOP, type Truth } from './truth.ts';

const GENERATOR_SEED = 20_251_122;
const RARE_TOKENS = 20;
// A rare token stands in fewer entries than one answer shows, so that the answer is all of them.
const [RARE_MIN, RARE_MAX] = [2, 15];

/** Cuts or generates what a size needs; gives the folder of its tokens. */
export async function prepareCorpus(size: Size): Promise<string> {
  if (size.corpus !== 'generated') {
    await cutCorpus(size.corpus);
    return corpusFolder(size);
  }
  const source = hasShared() ? 'laws' : 'five';
  await cutCorpus(source);
  generateCorpus(join(CACHE, source), corpusFolder(size), { count: size.count, seed: GENERATOR_SEED });
  return corpusFolder(size);
}

export function makeTruth(size: Size, tokens: TokenSet, mode: AnalyzerMode): Truth {
  const folder = corpusFolder(size);
  const pick = pickFrom(size);
  const names = readVocabulary(folder);
  const holding = holdingCounts(folder, { tokens, pick, names: names.length });
  const numbers = new Map(names.map((name, token) => [name, token]));
  const toQuestion = ({ text, gold }: AskedQuestion): Question => {
    const cut =
      tokens === 'words'
        ? questionTokens(text, tokens, mode)
        : telling(questionTokens(text, tokens, mode), {
            size: pick.count,
            countOf: (token) => holding[numbers.get(token) ?? -1] ?? 0,
          });
    const known = cut.flatMap((token) => numbers.get(token) ?? []);
    return { text, tokens: cut, codes: known.map(codeOf), gold: new Map(gold) };
  };
  const addresses = size.corpus === 'five' ? (readMeta(folder)?.addresses ?? []) : [];
  const judged =
    size.corpus === 'five' ? judgedQuestions(addresses) : hasGold(size) ? everydayQuestions() : [];
  const questions = (hasShared() ? everydayQuestions() : judgedQuestions([])).map(toQuestion);
  const postings = questions.map((question) =>
    question.tokens.reduce((sum, token) => sum + (holding[numbers.get(token) ?? -1] ?? 0), 0),
  );
  const startedAt = process.cpuUsage();
  for (const _ of readEntries(folder, { tokens, pick }));
  const { user, system } = process.cpuUsage(startedAt);
  const sample = pick.count > ARTICLES_COUNT ? 5 : 20;
  const step = Math.max(1, Math.floor(questions.length / sample));
  const sampled = questions.map((_, i) => i).filter((i) => i % step === 0);
  const best = expectedTop(
    () => readEntries(folder, { tokens: 'all', pick }),
    sampled.map((i) => ({ weights: weightsOf(questions[i]?.tokens ?? []) })),
    TOP,
  );
  return {
    entries: pick.count,
    readSeconds: (user + system) / 1e6,
    questions,
    postings,
    judged: judged.map(toQuestion).filter(({ gold }) => gold.size > 0),
    rare: rareTokens(folder, { tokens, pick, names, holding }),
    expected: sampled.map((question, i) => ({ question, best: best[i] ?? [] })),
  };
}

/** What the product asks a large index for; every engine is asked for the same. */
function telling(tokens: readonly string[], index: Parameters<typeof tellingTokens>[1]): string[] {
  return [...tellingTokens(weightsOf(tokens), index).keys()];
}

/** Gold articles are numbered by their place in the whole file. */
function hasGold({ corpus, count }: Size): boolean {
  return corpus === 'laws' && (count === STATUTES_COUNT || count === ARTICLES_COUNT);
}

/** In how many of the picked entries each token stands. */
function holdingCounts(
  folder: string,
  { tokens, pick, names }: { tokens: TokenSet; pick: Pick; names: number },
): Uint32Array {
  const holding = new Uint32Array(names);
  const seenIn = new Int32Array(names).fill(-1);
  for (const { id, fields } of readNumbers(folder, tokens, pick)) {
    for (const field of fields) {
      for (const token of field) {
        if (seenIn[token] === id) continue;
        seenIn[token] = id;
        holding[token] = (holding[token] ?? 0) + 1;
      }
    }
  }
  return holding;
}

/** Tokens of few entries, spread over the vocabulary, and all entries that hold each. */
function rareTokens(
  folder: string,
  {
    tokens,
    pick,
    names,
    holding,
  }: { tokens: TokenSet; pick: Pick; names: readonly string[]; holding: Uint32Array },
): Truth['rare'] {
  const all = [...holding.keys()].filter((token) => {
    const count = holding[token] ?? 0;
    return RARE_MIN <= count && count <= RARE_MAX;
  });
  const step = Math.max(1, Math.floor(all.length / RARE_TOKENS));
  const chosen = new Map(all.filter((_, i) => i % step === 0).map((token) => [token, [] as number[]]));
  for (const { id, fields } of readNumbers(folder, tokens, pick)) {
    for (const token of new Set(fields.flat())) chosen.get(token)?.push(id);
  }
  return [...chosen].map(([token, ids]) => {
    const text = names[token] ?? '';
    return { question: { text, tokens: [text], codes: [codeOf(token)], gold: new Map() }, ids };
  });
}
