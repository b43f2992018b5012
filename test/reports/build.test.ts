/**
 * A report with keys becomes one with numbered references. For any text: nothing but the keys changes in the Markdown, the page is
 * well-formed and runs nothing, and a text without keys comes out as it went in.
 */
import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TiaosuoError } from '../../src/core/errors.ts';
import { buildReport } from '../../src/reports/build.ts';
import { findKeys } from '../../src/reports/build-keys.ts';
import { parseMarkdown } from '../../src/reports/markdown.ts';
import { CLAUSES, reference, SOURCE } from './sources.ts';

const build = (text: string) => buildReport(text, SOURCE);
const LINK = 'http://127.0.0.1:8787/d/';

function failure(text: string): TiaosuoError {
  try {
    build(text);
  } catch (error) {
    if (error instanceof TiaosuoError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The page's body as XML reads it; a page that is not well-formed fails. */
function bodyOf(html: string): string {
  const onError = (level: string, message: string) => {
    if (level !== 'warning') throw new Error(message);
  };
  const page = new DOMParser({ onError }).parseFromString(html, 'text/xml');
  return page.getElementsByTagName('body')[0]?.textContent ?? '';
}

/** What stands between the keys stands between the numbers; behind the last of it comes only the list. */
function expectOnlyKeysReplaced(text: string, markdown: string): void {
  const { uses } = findKeys(text, parseMarkdown(text));
  const edges = [0, ...uses.flatMap(({ source }) => [source.start, source.end]), text.length];
  let at = 0;
  for (let i = 0; i < edges.length; i += 2) {
    const kept = text.slice(edges[i], edges[i + 1]);
    expect(markdown.slice(at, at + kept.length)).toBe(kept);
    at += kept.length;
    if (i + 2 < edges.length) at += /^\\\[[^\\]*\\\]/.exec(markdown.slice(at))?.[0].length ?? Number.NaN;
  }
  expect(markdown.slice(at)).toMatch(uses.length === 0 ? /^$/ : /^\n+(?:## 参考文献\n\n)?\\\[1\\\] /);
}

describe('numbers', () => {
  it('follow the text, and the same key has the same number', () => {
    const { references, uses } = build(
      '一[@ganzhou-2022/3.2.6]，二[@nanjing-2025/2.2; @ganzhou-2022/3.2.6]，见@suzhou-2023/1.2.u3。',
    );
    expect(references.map(({ number, address }) => [number, address])).toEqual([
      [1, 'ganzhou-2022/3.2.6'],
      [2, 'nanjing-2025/2.2'],
      [3, 'suzhou-2023/1.2.u3'],
    ]);
    expect(uses.map(({ items }) => items.map(({ number }) => number))).toEqual([[1], [2, 1], [3]]);
  });

  it('of clauses that only notes cite come last, wherever the note stands', () => {
    const { references } = build('注[^a]。\n\n[^a]: 见[@ganzhou-2022/3.2.6]。\n\n文[@nanjing-2025/2.2]。\n');
    expect(references.map(({ address }) => address)).toEqual(['nanjing-2025/2.2', 'ganzhou-2022/3.2.6']);
  });

  it('are one a clause, with a link to each place that is cited', () => {
    const { references } = build(
      '[@nanjing-2025/2.2, 0-7]和[@nanjing-2025/2.2, 8-12]和[@nanjing-2025/2.2, 0-7]',
    );
    expect(references).toHaveLength(1);
    expect(references[0]?.places.map(({ span }) => span)).toEqual([
      { start: 0, end: 7 },
      { start: 8, end: 12 },
    ]);
    expect(references[0]?.numeric).not.toContain('“');
  });

  it('stand for the quoted words where a quotation in front is in the clause', () => {
    const start = CLAUSES['nanjing-2025/2.2']?.indexOf('推进') ?? -1;
    const said =
      '> 文件提出「推进**幸福\n> 河湖**建设」。[@nanjing-2025/2.2]，另有“保护湿地”[@nanjing-2025/2.2]';
    const { uses } = build(said);
    expect(uses.map(({ items }) => items[0]?.span)).toEqual([{ start, end: start + 8 }, null]);
    const { references } = build('“推进幸福河湖建设”[@nanjing-2025/2.2]');
    expect(references[0]?.numeric).toContain('“推进幸福河湖建设”');
  });
});

describe('Markdown', () => {
  it('has linked numbers in the place of the keys, the list at its end, and is otherwise untouched', () => {
    expect(build('# 题\r\n\r\n* 甲 [@ganzhou-2022/3.2.6, 0-2]  \r\n乙\r\n').markdown).toBe(
      [
        '# 题',
        '',
        `* 甲 \\[[1](${LINK}ganzhou-2022/3.2.6?q=0-2&h=0123)\\]  `,
        '乙',
        '',
        '## 参考文献',
        '',
        `\\[1\\] 某市人民政府. ganzhou-2022/3.2.6 \\& \\<文件\\>\\[EB/OL\\]. “推进”. [原文 0-2](${LINK}ganzhou-2022/3.2.6?q=0-2&h=0123)`,
        '',
      ].join('\r\n'),
    );
  });

  it('keeps a heading that waits for the list', () => {
    const { markdown, html } = build('甲[@yangzhou-2024/1.1]\n\n## 参考文献\n');
    expect(markdown.match(/参考文献/g)).toHaveLength(1);
    expect(bodyOf(html).match(/参考文献/g)).toHaveLength(1);
  });

  it('comes out as it went in where nothing is cited', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('@'));
        expect(build(text).markdown).toBe(text);
      }),
    );
  });

  it('leaves code, raw HTML, links, mail addresses and escaped keys alone', () => {
    const text = [
      ...[
        '`@no-1/1` 和 `[@no-1/1]`',
        '```\n[@no-1/1]\n```',
        '<a title="@no-1/1">',
        'https://example.org/@no-1/1',
      ],
      ...['a@example.org', '\\@no-1/1', '\\\\\\@no-1/1', '[x](http://a.example/@no-1/1)', '[\\@no-1/1]'],
    ].join('\n\n');
    expect(build(text).markdown).toBe(text);
  });

  it('puts no link into a link', () => {
    expect(build('[据 @yangzhou-2024/1.1 说](https://example.org)').markdown).toContain(
      '[据 \\[1\\] 说](https://example.org)',
    );
  });
});

describe('a key that cannot be resolved', () => {
  it('is named with its line, its column and what to do', () => {
    const error = failure('# 题\n\n> 甲\n> 乙[@nanjing-2025/2.2; @nanjing-2052/9]\n\n见@{no such id}。');
    expect(error.code).toBe('unprocessable');
    expect(error.message).toBe(
      'line 4, column 24: no clause has the key "@nanjing-2052/9"\nline 6, column 2: no clause has the key "@no such id"',
    );
    expect(error.hint).toContain('/api/documents');
  });

  it('may have a span outside its clause, or words that are no span', () => {
    expect(failure('[@yangzhou-2024/1.1, 3-900]').message).toContain(
      'line 1, column 2: "@yangzhou-2024/1.1": span 3-900',
    );
    const error = failure('[@yangzhou-2024/1.1, 第3页; 见 @ganzhou-2022/3.2.6]');
    expect(error.message).toContain('"@yangzhou-2024/1.1, 第3页" is no key');
    expect(error.message).toContain('"见 @ganzhou-2022/3.2.6" is no key');
    expect(error.hint).toContain('put other words outside');
  });

  it('is no cover for other failures', () => {
    const broken = () => buildReport('@a/1', { reference: () => JSON.parse('{') });
    expect(broken).toThrow(SyntaxError);
  });

  it('is not looked for in Markdown that is nested beyond reading', () => {
    expect(failure(`${'>'.repeat(5000)} 甲`).message).toContain('nested too deeply');
  });

  it('may not hide the list: a fence that is never closed is refused', () => {
    expect(failure('甲[@yangzhou-2024/1.1]\n\n```\n未完').message).toContain('line 3');
  });
});

describe('the page', () => {
  it('has the report, its notes and its references, each linked both ways', () => {
    const { html } = build('# 题 & 目\n\n甲[@nanjing-2025/2.2]乙[^1]。\n\n[^1]: 注[@nanjing-2025/2.2]\n');
    expect(html).toContain('<title>题 &amp; 目</title>');
    expect(html).toContain('<sup>[<a href="#ref-1" id="cite-1">1</a>]</sup>');
    expect(html).toContain('<li id="note-1">');
    expect(html).toContain(`<a href="${LINK}nanjing-2025/2.2">原文</a> <a href="#cite-1">`);
    expect(html.match(/id="cite-1"/g)).toHaveLength(1);
    expect(bodyOf(html)).toContain('[1] 某市人民政府. nanjing-2025/2.2 & <文件>[EB/OL].');
  });

  it('shows scripts, raw HTML and hostile links as text and loads nothing', () => {
    const hostile = [
      ...[
        '<script>alert(1)</script>',
        '<img src=x onerror=alert(1)>',
        '[a](javascript:alert(1))',
        '<javascript:alert(1)>',
      ],
      ...['[b](JaVa&#10;script:alert(1))', '[c](&#1;javascript:alert(1))', '[d](data:text/html,x)', '[e][v]'],
      ...[
        '![p](https://elsewhere.example/p.png)',
        '# "><script>x</script>',
        '[v]: vbscript:x',
        '\u0000\u0008\ud800',
      ],
    ].join('\n\n');
    const { html } = build(`${hostile}\n\n[@yangzhou-2024/1.1]`);
    expect(bodyOf(html)).toContain('<script>alert(1)</script>');
    expect(html).not.toMatch(/<(?:script|img|link|iframe|object)\b/);
    expect(html).not.toMatch(/<[^>]*\s(?:on\w+|src)="/);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'https://elsewhere.example/p.png',
      '#ref-1',
      `${LINK}yangzhou-2024/1.1`,
      '#cite-1',
    ]);
  });

  it('is well-formed whatever the report is', () => {
    const piece = fc.constantFrom(
      ...[
        '# ',
        '> ',
        '- ',
        '1. ',
        '| a | b |\n|--|:-:|\n| x |',
        '\n',
        '\n\n',
        '```\n',
        '**',
        '*',
        '`',
        '[^1]',
        '[^1]: ',
      ],
      ...[
        '<b>',
        '</p>',
        '&amp;',
        '<!--',
        '"',
        '[x](',
        ')',
        '![',
        '](y)',
        '\\',
        '文字',
        '\ufdd0',
        '\u0007',
        '\ud800',
        '[ ] ',
      ],
      ...[
        '[@nanjing-2025/2.2]',
        '@yangzhou-2024/1.1',
        '[@ganzhou-2022/3.2.6, 0-2; @nanjing-2025/2.2]',
        '---\n',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        let built: ReturnType<typeof build>;
        try {
          built = build(text);
        } catch (error) {
          expect(error).toBeInstanceOf(TiaosuoError);
          return;
        }
        bodyOf(built.html);
        expectOnlyKeysReplaced(text, built.markdown);
      }),
      { numRuns: 300 },
    );
  });
});

describe('files for pandoc', () => {
  it('have the keys as ids', () => {
    const { csl } = build('@yangzhou-2024/1.1 与 @nanjing-2025/2.2');
    expect(JSON.parse(csl)).toEqual([
      { id: 'yangzhou-2024/1.1', type: 'regulation', title: 'yangzhou-2024/1.1' },
      { id: 'nanjing-2025/2.2', type: 'regulation', title: 'nanjing-2025/2.2' },
    ]);
  });

  it('take links as paths where no server is named', () => {
    const { markdown } = buildReport('@yangzhou-2024/1.1', { reference });
    expect(markdown).toContain('[1](/d/yangzhou-2024/1.1)');
  });
});
