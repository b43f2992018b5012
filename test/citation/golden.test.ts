/** Proves what every form prints of the five documents, character by character: test/fixtures/citations was read line by line when it was written. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  CITATION_FORMATS,
  type Cited,
  type CiteOptions,
  cite,
  citeAll,
} from '../../src/citation/reference.ts';
import { FIRST_BUILD_MS } from '../support/corpus.ts';
import { type CitedAt, citedAt } from './cited.ts';

// The document itself, ordinary clauses, and the places whose words are hard: bullets, annexes, title blocks, endings.
const PLACES: readonly (readonly [string, string?])[] = [
  ['nanjing-2025'],
  ['nanjing-2025/2'],
  ['nanjing-2025/2.2'],
  ['nanjing-2025/8.28'],
  ['nanjing-2025/2.2', '推动能耗双控逐步转向碳排放双控'],
  ['nanjing-2025/head', '宁政发〔2025〕16号'],
  ['yangzhou-2024'],
  ['yangzhou-2024/2.1'],
  ['yangzhou-2024/end'],
  ['nantong-2018'],
  ['nantong-2018/1.1'],
  ['nantong-2018/1.1', '排污權交易'],
  ['nantong-2018/10'],
  ['ganzhou-2022'],
  ['ganzhou-2022/0'],
  ['ganzhou-2022/2.u1'],
  ['ganzhou-2022/3.2.6'],
  ['suzhou-2023'],
  ['suzhou-2023/1.1'],
  ['suzhou-2023/1.2.u3'],
  ['suzhou-2023/annex'],
  ['suzhou-2023/annex.u1'],
  ['suzhou-2023/annex.u11'],
];

const URL_OF_RECORD = 'https://www.example.gov.cn/art/2025/2/13/plan.html?id=1&n=2';
const ACCESSED = '2026-11-22';

let at: CitedAt;
beforeAll(async () => {
  at = await citedAt();
}, FIRST_BUILD_MS);

function all(): Cited[] {
  return PLACES.map(([address, quote]) => at(address, quote));
}

function online({ record, ...rest }: Cited): Cited {
  return { record: { ...record, source: URL_OF_RECORD }, ...rest };
}

/** One citation a paragraph, under the address and the quote that it is of. */
function listed(options: CiteOptions, change: (cited: Cited) => Cited = (cited) => cited): string {
  return PLACES.map(([address, quote]) => {
    const { record, clause, span = null } = change(at(address, quote));
    const { citation, inferred } = cite(record, clause, span, options);
    const about = `${address}${quote === undefined ? '' : ` “${quote}”`}${inferred.length === 0 ? '' : ` (inferred: ${inferred.join(', ')})`}`;
    return `# ${about}\n${citation}\n`;
  }).join('\n');
}

async function expectGolden(text: string, file: string): Promise<void> {
  await expect(text).toMatchFileSnapshot(`../fixtures/citations/${file}`);
}

describe('the five documents', () => {
  for (const format of CITATION_FORMATS.filter((name) => !['csl', 'ris', 'bibtex'].includes(name))) {
    it(`are cited as ${format} the way the golden file has it`, () =>
      expectGolden(listed({ format }), `${format}.txt`));
  }

  for (const edition of ['2025', '2015'] as const) {
    for (const style of ['numeric', 'author-year'] as const) {
      it(`are cited online by GB/T 7714-${edition}, ${style}, with the day of the visit`, () =>
        expectGolden(
          listed({ format: 'gbt7714', edition, style, accessed: ACCESSED }, online),
          `online-${edition}-${style}.txt`,
        ));
    }
    it(`are named in a text by author and year of the ${edition} edition`, () =>
      expectGolden(listed({ format: 'in-text', style: 'author-year', edition }), `in-text-${edition}.txt`));
  }

  it('are cited in online footnotes', () =>
    expectGolden(listed({ format: 'footnote', accessed: ACCESSED }, online), 'online-footnote.txt'));

  it('are cited in Markdown and HTML that say the same, with links', async () => {
    const options = { format: 'gbt7714', linkBase: 'http://127.0.0.1:8787', accessed: ACCESSED } as const;
    await expectGolden(citeAll(all().map(online), { ...options, markup: 'markdown' }), 'list.md');
    await expectGolden(citeAll(all().map(online), { ...options, markup: 'html' }), 'list.html');
  });

  it('are listed with numbers', async () => {
    await expectGolden(citeAll(all(), { format: 'gbt7714' }), 'list.txt');
    await expectGolden(citeAll(all(), { format: 'legal' }), 'list-legal.txt');
  });

  for (const [format, ending] of [
    ['csl', 'csl.json'],
    ['ris', 'ris'],
    ['bibtex', 'bib'],
  ] as const) {
    it(`go to other programs as ${format}`, async () => {
      await expectGolden(citeAll(all(), { format }), `five.${ending}`);
      await expectGolden(citeAll(all().map(online), { format, accessed: ACCESSED }), `five-online.${ending}`);
    });
  }
});
