/** Proves search by meaning on the five documents with the model that comes along: paraphrases, silence, topics, and no loss of what is literal. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { conceptGraph } from '../../src/concepts/graph.ts';
import { slice } from '../../src/core/span.ts';
import type { Engine } from '../../src/engine.ts';
import { officialLabels } from '../../src/search/widen.ts';
import { fold } from '../../src/text/fold.ts';
import { segment } from '../../src/text/segment.ts';
import {
  allHits,
  boxEngine,
  FIRST_BUILD_MS,
  type PlainClause,
  plainClauses,
  says,
} from '../support/corpus.ts';

const graph = conceptGraph();
let engine: Engine;
let clauses: PlainClause[];
/** Everything that the documents print, folded, without blanks; section headings too. */
let squeezed: string;

beforeAll(async () => {
  engine = await boxEngine();
  clauses = plainClauses(engine);
  const all = engine.documents().flatMap(({ document }) => engine.document(document).clauses);
  squeezed = all.map(({ heading, text }) => fold(`${heading ?? ''}|${text}`).replace(/\s/g, '')).join('|');
}, FIRST_BUILD_MS);

describe('everyday words', () => {
  it.each([
    ['工厂晚上太吵', 'nanjing-2025/5.19'],
    ['烧煤改用电', 'ganzhou-2022/3.2.6'],
    ['河水又黑又臭', 'nanjing-2025/3.9'],
  ])('%s finds %s among the first three', async (q, wanted) => {
    const { hits } = await engine.search({ q, limit: 3 });
    expect(hits.map(({ clause }) => clause)).toContain(wanted);
  });

  it('say by which official words a clause was found, and mark them in its text', async () => {
    const { hits, concepts } = await engine.search({ q: '烧煤改用电' });
    expect(concepts[0]).toMatchObject({ term: '以电代煤', nearness: 1 });
    const hit = hits.find(({ clause }) => clause === 'ganzhou-2022/3.2.6');
    expect(hit?.match).toBe('semantic');
    expect(hit?.why).toMatch(/烧煤改用电 → .*以电代煤/);
    const marked = hit?.highlights.map(({ start, end }) => hit.text.slice(start, end)) ?? [];
    expect(marked).toContain('以电代煤');
    expect(hit?.passage !== null && hit?.text.slice(hit.passage?.start, hit.passage?.end)).toContain(
      '以电代煤',
    );
  });

  it('are the same in Traditional script', async () => {
    const [simplified, traditional] = await Promise.all([
      engine.search({ q: '烧煤改用电' }),
      engine.search({ q: '燒煤改用電' }),
    ]);
    expect(traditional.hits.map(({ clause }) => clause)).toEqual(simplified.hits.map(({ clause }) => clause));
  });

  it('stay as they are where concepts are switched off', async () => {
    const { concepts, hits } = await engine.search({ q: '烧煤改用电', concepts: false });
    expect(concepts).toEqual([]);
    for (const { why } of hits) expect(why).not.toContain('→');
  });
});

describe('a topic of which nobody speaks', () => {
  it('has no hit where no label of it is printed, and names the nearest clauses below the line', async () => {
    // A label half of whose pairs of characters are printed nowhere is not printed nearly either.
    const isPrinted = graph.concepts.map((_, place) =>
      officialLabels(place).some((label) => {
        const pairs = [...label].slice(1).map((next, i) => `${[...label][i]}${next}`);
        return pairs.filter((pair) => squeezed.includes(pair)).length > pairs.length / 2;
      }),
    );
    // What is printed of a part is printed of the whole.
    graph.concepts.forEach((_, place) => {
      if (isPrinted[place]) for (const broader of graph.broaderOf(place)) isPrinted[broader] = true;
    });
    const silent = graph.concepts.flatMap((_, place) => (isPrinted[place] ? [] : [place]));
    expect(silent.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...silent), async (place) => {
        const { term = '' } = graph.concepts[place] ?? {};
        const answer = await engine.search({ q: term });
        const words = segment(fold(term)).map((span) => slice(fold(term), span));
        const holding = clauses.filter((clause) => words.every((word) => says(clause, word)));
        // A clause that holds every word, but not together, is a hit by its words.
        expect(answer.total, term).toBeLessThanOrEqual(holding.length);
        if (answer.total > 0) return;
        expect(answer.nearest.length).toBeLessThanOrEqual(3);
        expect(answer.nearest.length).toBeGreaterThan(0);
        for (const hit of answer.nearest) expect(hit.match).toBe('semantic');
        expect(answer.facets.city.every(({ count }) => count === 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is told from one that is spoken of in other words', async () => {
    const silent = await engine.search({ q: '防沙治沙' });
    expect([silent.total, silent.searched.clauses]).toEqual([0, 191]);
    expect(silent.nearest.length).toBeGreaterThan(0);
    const spoken = await engine.search({ q: '小饭馆油烟呛人' });
    expect(spoken.counts.related).toBeGreaterThan(0);
    expect(spoken.nearest).toEqual([]);
  });
});

describe('topics', () => {
  it('count the hits that print a label of theirs, or of a part of them', async () => {
    const answer = await engine.search({ q: '光伏', limit: 100 });
    const hits = await allHits(engine, { q: '光伏' });
    expect(answer.facets.topic.length).toBeGreaterThan(3);
    for (const { value, count, literal } of answer.facets.topic) {
      const filtered = await engine.search({ q: '光伏', topics: [value] });
      expect(filtered.counts.literal, value).toBe(literal);
      expect(count).toBeLessThanOrEqual(hits.length);
      expect(count).toBeGreaterThanOrEqual(literal);
    }
  });

  it('filter by term or id, in either script, and refuse what is none', async () => {
    const byTerm = await engine.search({ q: '噪声', topics: ['噪声污染防治'] });
    const byId = await engine.search({
      q: '噪声',
      topics: [graph.concepts[graph.find('噪声污染防治')]?.id ?? ''],
    });
    const traditional = await engine.search({ q: '噪声', topics: ['噪聲污染防治'] });
    expect(byId.hits).toEqual(byTerm.hits);
    expect(traditional.hits).toEqual(byTerm.hits);
    expect(byTerm.searched.clauses).toBeLessThan(191);
    await expect(engine.search({ q: '噪声', topics: ['没有这个题目'] })).rejects.toMatchObject({
      code: 'unprocessable',
    });
  });
});

describe('what is literal', () => {
  it('is the same, and comes first, whatever meaning adds', async () => {
    for (const q of ['光伏', '海绵城市', '黑臭水体', '长江十年禁渔', '碳普惠']) {
      const [hybrid, lexical] = await Promise.all([
        allHits(engine, { q }),
        allHits(engine, { q, mode: 'lexical', concepts: false }),
      ]);
      const literal = (hits: typeof hybrid) =>
        hits.filter(({ match }) => match === 'literal').map(({ clause }) => clause);
      expect(new Set(literal(hybrid)), q).toEqual(new Set(literal(lexical)));
      expect(hybrid.slice(0, literal(hybrid).length).every(({ match }) => match === 'literal')).toBe(true);
    }
  });
});
