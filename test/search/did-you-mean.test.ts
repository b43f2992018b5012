/**
 * "Did you mean", over the five documents:
 * - a slip in what no document prints leads to what one does print, as it prints it, in the whole query;
 * - what some document prints, what is well typed but not said, figures and unknown topics lead nowhere;
 * - a proposal is one slip away, and its replaced part is printed; the engine only shows what some clause in scope says;
 * - the query itself is answered as it was typed.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine.ts';
import type { Snapshot } from '../../src/indexing/open.ts';
import { proposeQueries } from '../../src/search/did-you-mean.ts';
import type { Lexicon } from '../../src/search/lexicon.ts';
import { parseQuery } from '../../src/search/query.ts';
import { fold } from '../../src/text/fold.ts';
import { isWithinOneSlip } from '../../src/text/slip.ts';
import { FIRST_BUILD_MS, plainClauses, seedsEngine, seedsInside } from '../support/corpus.ts';

let engine: Engine;
let inside: { snapshot: Snapshot; lexicon: Lexicon };
beforeAll(async () => {
  engine = await seedsEngine();
  inside = await seedsInside();
}, FIRST_BUILD_MS);

const propose = (q: string) => proposeQueries(parseQuery(q, inside.lexicon), inside);

async function meant(q: string, filters: { cities?: string[] } = {}): Promise<string | null> {
  const { notices } = await engine.search({ q, ...filters });
  return notices.find(({ code }) => code === 'did_you_mean')?.value ?? null;
}

describe('did you mean', () => {
  it.each([
    ['噪音源头管控', '噪声源头管控'],
    ['噪声源头管空', '噪声源头管控'],
    ['碳达锋', '碳达峰'],
    ['光服发电', '光伏发电'],
    ['黑臭水水体', '黑臭水体'],
    ['黑水体', '黑臭水体'],
    ['生態補嘗', '生态补偿'],
    ['海上风点', '海上風電'],
    ['南京 噪音源头管控', '南京 噪声源头管控'],
    ['噪音源头管控措施', '噪声源头管控措施'],
    ['哪些城市提到生态补尝', '哪些城市提到生态补偿'],
    ['nanjng 光伏', '南京 光伏'],
    ['通政办法〔2018〕46号', '通政辦發〔2018〕46號'],
    ['"生态补尝"', '"生态补偿"'],
  ])('%s: %s', async (q, expected) => {
    expect(await meant(q)).toBe(expected);
  });

  it.each([
    ['光伏', 'some clause says it'],
    ['海上光伏', 'both words are printed, though not together'],
    ['火星基地移民', 'nothing is near it'],
    ['核电站', 'it is a word of its own, though documents have 换电站'],
    ['光污染', 'what is near it is not made of words'],
    ['通政办发〔2018〕47号', 'a figure is meant as it was typed'],
    ['到2034年细颗粒物浓度', 'so is a year'],
    ['光服', 'of two characters everything is near'],
    ['city:南京', 'no words are asked for'],
    ['nanjing-2025/2.2', 'nor here'],
    ['', 'nor here'],
  ])('%j is left as it is: %s', async (q) => {
    expect(await meant(q)).toBeNull();
  });

  it('is only what some clause in the scope of the filters says', async () => {
    expect(await meant('生态补尝', { cities: ['赣州'] })).toBe('生态补偿');
    const silent = plainClauses(engine).filter(({ city }) => city === '南京');
    expect(silent.some(({ text, heading }) => `${heading}${text}`.includes('生态补偿'))).toBe(false);
    expect(await meant('生态补尝', { cities: ['南京'] })).toBeNull();
    expect(await meant('city:南京 生态补尝')).toBeNull();
  });

  it('does not change the answer: the query is searched as it was typed', async () => {
    const answer = await engine.search({ q: '生态补尝' });
    expect(answer).toMatchObject({ query: '生态补尝', counts: { literal: 0 } });
    expect(answer.notices[0]).toEqual({
      code: 'did_you_mean',
      value: '生态补偿',
      message: 'did you mean "生态补偿"?',
    });
  });

  it('of a mistyped stretch of a clause proposes what is printed, one slip away', () => {
    const clauses = plainClauses(engine).filter(({ text }) => text.length > 40);
    const stretches = clauses.flatMap(({ text }) => text.match(/\p{Script=Han}{5,12}/gu)?.slice(0, 2) ?? []);
    fc.assert(
      fc.property(fc.constantFrom(...stretches), fc.nat(11), (stretch, at) => {
        const place = at % stretch.length;
        const typed = `${stretch.slice(0, place)}龘${stretch.slice(place + 1)}`;
        for (const proposal of propose(typed)) {
          expect(isWithinOneSlip(fold(proposal), typed)).toBe(true);
          expect(inside.lexicon.has('龘')).toBe(false);
          expect(proposal).not.toContain('龘');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes no longer for a hostile query', () => {
    for (const q of ['龘'.repeat(500), '光服 '.repeat(160), '生态补尝'.repeat(125), '"'.repeat(500)]) {
      const startedAt = performance.now();
      propose(q);
      expect(performance.now() - startedAt).toBeLessThan(500);
    }
  });
});
