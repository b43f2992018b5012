/** Proves that a check finds every planted mistake of a whole report and nothing else, and the rules by which it reads one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../../src/core/files.ts';
import { checkReport, failsCheck } from '../../../src/reports/read/check.ts';
import type { ReportFinding } from '../../../src/reports/read/findings.ts';
import { reportServices } from '../../../src/reports/services.ts';
import { FIRST_BUILD_MS, seedsInside } from '../../support/corpus.ts';

const REPORTS = join(PROJECT_FOLDER, 'test/fixtures/reports');
const report = readFileSync(join(REPORTS, 'across-cities.md'), 'utf8');

interface Mistake {
  readonly kind: string;
  readonly verdict: string;
  /** What its words hold. */
  readonly text: string;
  readonly place: string | null;
}
const mistakes = JSON.parse(
  readFileSync(join(REPORTS, 'across-cities.mistakes.json'), 'utf8'),
) as readonly Mistake[];

const { snapshot } = await seedsInside();
const services = reportServices(snapshot);
const check = (markdown: string) => checkReport(markdown, 'markdown', services);
const quoted = (markdown: string) => check(markdown).filter(({ kind }) => kind === 'quotation');
const verdicts = (markdown: string) => check(markdown).map(({ kind, verdict }) => `${kind} ${verdict}`);

const NANJING = '推动能耗双控逐步转向碳排放双控';
const IN_NANJING_ONLY = '推动现役煤电机组提质增效';
const IN_YANGZHOU_ONLY = '提升里下河地区生态系统碳汇能力';

function isMistake(finding: ReportFinding): boolean {
  return finding.fails || /^link_(?!ok)/.test(finding.verdict) || finding.verdict === 'unclosed';
}

describe('a report with planted mistakes', { timeout: FIRST_BUILD_MS }, () => {
  const findings = check(report);

  it.each(mistakes)('finds $kind $verdict: $text', ({ kind, verdict, text, place }) => {
    const found = findings.filter(
      (one) => one.kind === kind && one.verdict === verdict && one.text.includes(text),
    );
    expect(found).toHaveLength(1);
    if (place !== null) expect(found[0]?.places.map(({ clause }) => clause)).toContain(place);
  });

  it('raises no other alarm', () => {
    expect(findings.filter(isMistake)).toHaveLength(mistakes.length);
    expect(failsCheck(findings)).toBe(true);
  });

  it('reads at least sixty citations', () => {
    expect(
      findings.filter(({ kind, cited }) => kind === 'quotation' && cited.length > 0).length,
    ).toBeGreaterThan(60);
  });

  it('names the line, the column and the words of each', () => {
    const lines = report.split('\n');
    for (const { span, line, column, kind, text } of findings) {
      const words = report.slice(span.start, span.end);
      expect(lines[line - 1]?.slice(column - 1).startsWith(words.split('\n')[0] ?? '')).toBe(true);
      if (kind === 'title' || kind === 'number' || kind === 'address') expect(words).toContain(text);
    }
  });
});

describe('what is a quotation', () => {
  it.each(['“”', '「」', '『』', '""', '‘’', "''", '””', '〝〞'])(
    'reads words in %s',
    ([open, close] = '') => {
      expect(quoted(`南京提出${open}${NANJING}${close}。`)).toMatchObject([
        { verdict: 'exact', text: NANJING },
      ]);
    },
  );

  it('takes no notice of short names, of titles in quotation marks and of the short name a document gets', () => {
    expect(
      quoted('“双碳”与“无废城市”，“《某某市某某办法》”，《某市某办法》（以下简称“某某城市建设办法”）。'),
    ).toEqual([]);
  });

  it('reads what is quoted inside a quotation as a part of it', () => {
    const [one, ...others] = quoted('扬州提出“推动‘光盘行动’，坚决制止餐饮浪费”。');
    expect(one).toMatchObject({ verdict: 'exact', text: '推动‘光盘行动’，坚决制止餐饮浪费' });
    expect(others).toEqual([]);
  });

  it('says of a mark that is never closed that nothing was checked', () => {
    expect(verdicts('南京提出“推动现役煤电机组。')).toEqual(['quotation unclosed']);
  });

  it('reads no code, no raw HTML and no front matter', () => {
    const words = '“全市所有企业一律停产整顿三个月”';
    expect(
      quoted(
        `---\ntitle: ${words}\n---\n\n\`${words}\`\n\n    ${words}\n\n<p>${words}</p>\n\n<!-- ${words} -->\n`,
      ),
    ).toEqual([]);
  });

  it('maps words to the source through escapes, character references and emphasis', () => {
    const markdown = `> 南京\\*&amp;提出“**推动**现役\n> 煤电机组&#25552;质增效”。\n`;
    const [one] = quoted(markdown);
    expect(one?.verdict).toBe('exact');
    expect(markdown.slice(one?.span.start, one?.span.end)).toBe('“**推动**现役\n> 煤电机组&#25552;质增效”');
  });

  it('reads a block quotation as one quotation, and its source as no part of it', () => {
    const [one, ...others] = quoted(`> ${IN_NANJING_ONLY}\n>\n> —— 《关于全面推进美丽南京建设的实施方案》\n`);
    expect(one).toMatchObject({
      verdict: 'exact',
      text: IN_NANJING_ONLY,
      cited: [{ documents: ['nanjing-2025'] }],
    });
    expect(others).toEqual([]);
  });
});

describe('what a quotation is cited to', () => {
  it.each([
    ['a key behind it', `“${IN_NANJING_ONLY}”[@yangzhou-2024/2.2]。`],
    ['a key behind the full stop', `“${IN_NANJING_ONLY}。”[@yangzhou-2024/2.2]`],
    ['a key that two quotations share', `“${IN_NANJING_ONLY}”和“${IN_YANGZHOU_ONLY}”[@yangzhou-2024/2.2]。`],
    ['a clause of the same document', `“${IN_NANJING_ONLY}”[@nanjing-2025/2.3]。`],
    ['an address', `yangzhou-2024/2.2 提出“${IN_NANJING_ONLY}”。`],
    ['a link', `“${IN_NANJING_ONLY}”（[原文](https://x.example/d/yangzhou-2024/2.2)）。`],
    ['a link around it', `[“${IN_NANJING_ONLY}”](/d/yangzhou-2024/2.2)。`],
    ['a note', `“${IN_NANJING_ONLY}”[^1]。\n\n[^1]: 扬府发〔2024〕118号。`],
    ['a number in brackets', `“${IN_NANJING_ONLY}”（扬府发[2024]118号）。`],
    ['a title in front', `《市政府关于全面推进美丽扬州建设的实施意见》要求“${IN_NANJING_ONLY}”。`],
    [
      'a short name',
      `《关于全面推进美丽扬州建设的实施意见》（以下简称《意见书》）。《意见书》要求“${IN_NANJING_ONLY}”。`,
    ],
    ['a city', `扬州提出“${IN_NANJING_ONLY}”。`],
    ['a city that speaks, with a right key', `扬州提出，“${IN_NANJING_ONLY}”[@nanjing-2025/2.2]。`],
    ['a city that no document is of', `杭州提出“${IN_NANJING_ONLY}”。`],
    ['a city before a colon', `- **扬州**：“${IN_NANJING_ONLY}”。`],
  ])('%s', (_, markdown) => {
    expect(quoted(markdown)[0]).toMatchObject({ verdict: 'misattributed', fails: true });
    expect(quoted(markdown)[0]?.places.map(({ clause }) => clause)).toEqual(['nanjing-2025/2.2']);
  });

  it.each([
    ['one of two keys', `“${IN_NANJING_ONLY}”[@yangzhou-2024/2.2; @nanjing-2025/2.2]。`],
    ['the section of its clause', `“${IN_NANJING_ONLY}”[@nanjing-2025/2]。`],
    ['a document', `“${IN_NANJING_ONLY}”[@nanjing-2025]。`],
    ['the city that speaks beside one that does not', `与扬州不同，南京提出“${IN_NANJING_ONLY}”。`],
    ['one of two cities', `南京比扬州更进一步，要求“${IN_NANJING_ONLY}”。`],
    [
      'the city of its own half',
      `南京提出“${IN_NANJING_ONLY}”[@nanjing-2025/2.2]，扬州提出“${IN_YANGZHOU_ONLY}”。`,
    ],
    ['nothing', `文件要求“${IN_NANJING_ONLY}”。扬州没有写。`],
  ])('is right with %s', (_, markdown) => {
    expect(check(markdown).filter(isMistake)).toEqual([]);
  });
});

describe('what names a document', () => {
  it.each([
    '宁政发〔2025〕16号',
    '宁政发[2025]16号',
    '宁政发（2025）16号',
    '宁政发【2025】16号',
    '宁政发［2025］第16号',
  ])('reads the number %s', (number) => {
    expect(verdicts(`根据${number}办理。`)).toEqual(['number number_ok']);
  });

  it('does not fail for a title or number that is only mentioned', () => {
    const findings = check('依据《江苏省某某条例》（苏发〔2024〕9号）。');
    expect(findings.map(({ verdict }) => verdict)).toEqual(['unknown_title', 'unknown_number']);
    expect(failsCheck(findings)).toBe(false);
  });

  it('fails for a key whose words lie outside its clause, and leaves keys of other lists alone', () => {
    expect(verdicts('见[@nanjing-2025/2.2, 10-99999]，[@smith2020, p. 3]，me@nanjing-2025.cn。')).toEqual([
      'key unknown_address',
    ]);
  });

  it('finds nothing in paths and dates that look like addresses', () => {
    expect(
      verdicts('release-2024/notes.txt，photos-2024，2024-05/06，https://example.com/nanjing-2025/2.2'),
    ).toEqual([]);
  });
});
