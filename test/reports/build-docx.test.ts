/**
 * A report as a Word file, read again as what it is: XML in a ZIP. Footnotes are the references with their numbers, marks stand where
 * the keys stood, and the Markdown's structure is Word's.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/reports/build.ts';
import { SOURCE } from './sources.ts';

const REPORT = `# 各市 *比较*

文件提出“推进幸福河湖建设”[@nanjing-2025/2.2]，见@ganzhou-2022/3.2.6规定[@nanjing-2025/2.2; @suzhou-2023/1.2.u3]。[^甲]另[^甲]

## 二

3. **粗** 与 ~~删~~ 与 [链接](https://example.org/a?b=1&c=2)
   - 内层
4. 第四

> 引用 <script>alert(1)</script> [坏](javascript:alert(1))

| 市 | 值 |
|:--|--:|
| 南京[@nanjing-2025/2.2] | 5 |

- [x] 完成

\`\`\`
一 < 二
三
\`\`\`

[^甲]: 作者的注，见[@yangzhou-2024/1.1]。
`;

type Part = (name: string) => Element;

async function opened(markdown: string): Promise<{ part: Part; names: string[] }> {
  const files = unzipSync(await buildReport(markdown, SOURCE).docx());
  const onError = (level: string, message: string) => {
    if (level !== 'warning') throw new Error(message);
  };
  const part = (name: string) => {
    const xml = strFromU8(files[name] ?? new Uint8Array());
    const root = new DOMParser({ onError }).parseFromString(xml, 'text/xml').documentElement;
    if (root === null) throw new Error(`${name} is empty`);
    return root;
  };
  return { part, names: Object.keys(files) };
}

function all(within: Element, name: string): Element[] {
  return [...within.getElementsByTagName(name)];
}

function text(within: Element): string {
  return all(within, 'w:t')
    .map((node) => node.textContent)
    .join('');
}

function notes(part: Element, name: string): [string | null, string][] {
  return all(part, name)
    .filter((note) => !note.hasAttribute('w:type'))
    .map((note) => [note.getAttribute('w:id'), text(note)]);
}

describe('a Word file', () => {
  it('has a footnote for each reference that the text cites, with its text and its number, in order', async () => {
    const { part } = await opened(REPORT);
    expect(notes(part('word/footnotes.xml'), 'w:footnote')).toEqual([
      ['1', ' 某市人民政府. nanjing-2025/2.2 & <文件>[EB/OL]. 原文 28-36 原文'],
      ['2', ' 某市人民政府. ganzhou-2022/3.2.6 & <文件>[EB/OL]. 原文'],
      ['3', ' 某市人民政府. suzhou-2023/1.2.u3 & <文件>[EB/OL]. 原文'],
    ]);
    const marks = all(part('word/document.xml'), 'w:footnoteReference');
    expect(marks.map((mark) => mark.getAttribute('w:id'))).toEqual(['1', '2', '3']);
  });

  it('repeats a number by a field that names the bookmark of its footnote', async () => {
    const { part } = await opened(REPORT);
    const document = part('word/document.xml');
    const fields = all(document, 'w:instrText').map((field) => field.textContent?.trim());
    expect(fields).toEqual(['NOTEREF fn_1 \\h', 'NOTEREF en_1 \\h', 'NOTEREF fn_1 \\h']);
    const bookmarks = all(document, 'w:bookmarkStart').map(
      (bookmark) => bookmark.getAttribute('w:name') ?? '',
    );
    expect(bookmarks).toEqual(['fn_1', 'fn_2', 'fn_3', 'en_1', 'ref_1', 'ref_2', 'ref_3', 'ref_4']);
    for (const name of bookmarks) expect(name).toMatch(/^[a-z]\w*$/);
  });

  it('has the notes of the author as endnotes, whose citations lead to the list', async () => {
    const { part } = await opened(REPORT);
    const endnotes = part('word/endnotes.xml');
    expect(notes(endnotes, 'w:endnote')).toEqual([['1', ' 作者的注，见[4]。']]);
    const [link] = all(endnotes, 'w:hyperlink');
    expect(link?.getAttribute('w:anchor')).toBe('ref_4');
    expect(all(part('word/document.xml'), 'w:endnoteReference')).toHaveLength(1);
  });

  it('keeps headings, lists, quotes, tables, emphasis and code', async () => {
    const { part } = await opened(REPORT);
    const document = part('word/document.xml');
    const styled = (style: string) =>
      all(document, 'w:p').filter((p) => all(p, 'w:pStyle')[0]?.getAttribute('w:val') === style);
    expect(styled('Heading1').map(text)).toEqual(['各市 比较']);
    expect(styled('Heading2').map(text)).toEqual(['二', '参考文献']);
    expect(styled('ListParagraph').map(text)).toEqual(['粗 与 删 与 链接', '内层', '第四', '☑ 完成']);
    const levels = all(document, 'w:ilvl').map((level) => level.getAttribute('w:val'));
    expect(levels).toEqual(['0', '1', '0', '0']);
    expect(all(document, 'w:tc').map(text)).toEqual(['市', '值', '南京1', '5']);
    const runs = (mark: string) => all(document, 'w:r').filter((run) => all(run, mark).length > 0);
    expect(runs('w:i').map(text)).toEqual(['比较']);
    expect(runs('w:b').map(text)).toEqual(['粗', '市', '值']);
    expect(runs('w:strike').map(text)).toEqual(['删']);
    expect(all(document, 'w:p').map(text)).toContain('引用 <script>alert(1)</script> 坏');
    expect(text(document)).toContain('一 < 二三');
    const starts = all(part('word/numbering.xml'), 'w:start').map((start) => start.getAttribute('w:val'));
    expect(starts).toContain('3');
  });

  it('links to whole addresses alone, and never runs or fetches anything', async () => {
    const { part, names } = await opened(REPORT);
    const targets = ['document', 'footnotes', 'endnotes'].flatMap((name) =>
      all(part(`word/_rels/${name}.xml.rels`), 'Relationship')
        .filter((relationship) => relationship.getAttribute('TargetMode') === 'External')
        .map((relationship) => relationship.getAttribute('Target') ?? ''),
    );
    expect(targets).toContain('https://example.org/a?b=1&c=2');
    expect(targets).toContain('http://127.0.0.1:8787/d/nanjing-2025/2.2?q=28-36&h=0123');
    for (const target of targets) expect(target).toMatch(/^https?:\/\/(?:example\.org|127\.0\.0\.1:8787)\//);
    expect(names.filter((name) => /vba|embed|media/i.test(name))).toEqual([]);
  });

  it('ends with the list of references, numbered like the footnotes', async () => {
    const { part } = await opened(REPORT);
    const list = all(part('word/document.xml'), 'w:p').map(text).slice(-4);
    expect(list.map((line) => line.slice(0, 11))).toEqual([
      '[1] 某市人民政府.',
      '[2] 某市人民政府.',
      '[3] 某市人民政府.',
      '[4] 某市人民政府.',
    ]);
  });

  it('is whole for reports without keys, without words, and with what XML cannot hold', async () => {
    for (const markdown of [
      '',
      '没有引文。',
      '\u0000\u0007\ud800 [^1]\n\n[^1]:\n',
      '[^1]\n\n[^1]: | a |\n    |---|\n    | b |\n',
      '- ',
    ]) {
      const { part } = await opened(markdown);
      expect(notes(part('word/footnotes.xml'), 'w:footnote')).toEqual([]);
      expect(all(part('word/document.xml'), 'w:body')).toHaveLength(1);
    }
  });
});

const office = spawnSync('soffice', ['--version']).status === 0;
if (!office) console.info('LibreOffice is not installed: the Word file is checked by its XML alone');

describe.skipIf(!office)('LibreOffice', () => {
  it('reads the text and the footnotes', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    try {
      writeFileSync(join(folder, 'report.docx'), await buildReport(REPORT, SOURCE).docx());
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      const options = [profile, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder];
      spawnSync('soffice', [...options, join(folder, 'report.docx')], { timeout: 110_000 });
      const read = readFileSync(join(folder, 'report.txt'), 'utf8');
      expect(read).toContain('各市 比较');
      expect(read).toContain('文件提出“推进幸福河湖建设”1，见2规定1,3。');
      for (const number of [1, 2, 3, 4]) expect(read).toContain(`[${number}] 某市人民政府.`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
