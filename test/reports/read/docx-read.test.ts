/** Proves that a .docx is read like Markdown: runs, notes, links, styles of quotations; and that a file that is none is refused. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../src/reports/read/check.ts';
import { readDocx } from '../../../src/reports/read/docx-read.ts';
import { reportServices } from '../../../src/reports/services.ts';
import { FIRST_BUILD_MS, seedsInside } from '../../support/corpus.ts';

const { snapshot } = await seedsInside();
const services = reportServices(snapshot);

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

function docx(body: string, { notes = '', links = '', styles = '' } = {}): Uint8Array {
  const part = (tag: string, inner: string) =>
    strToU8(`<?xml version="1.0" encoding="UTF-8"?><w:${tag} ${W}>${inner}</w:${tag}>`);
  return zipSync({
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    'word/footnotes.xml': part(
      'footnotes',
      `<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>${notes}`,
    ),
    'word/styles.xml': part('styles', styles),
    'word/_rels/document.xml.rels': strToU8(`<Relationships>${links}</Relationships>`),
    'word/media/image1.png': new Uint8Array(10),
  });
}

describe('reading a .docx', { timeout: FIRST_BUILD_MS }, () => {
  it('joins runs, leaves deleted text and fallbacks out, and counts paragraphs as lines', () => {
    const bytes = docx(
      `<w:p>${run('第一段')}</w:p><w:p>${run('南京提出“推动现役')}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>${run('煤电机组提质增效”。')}<mc:AlternateContent><mc:Fallback>${run('旧')}</mc:Fallback></mc:AlternateContent></w:p>`,
    );
    expect(readDocx(bytes).source).toBe('第一段\n南京提出“推动现役煤电机组提质增效”。\n');
    expect(checkReport(bytes, 'docx', services)).toMatchObject([
      { kind: 'quotation', verdict: 'exact', line: 2, column: 5 },
    ]);
  });

  it('takes a footnote for the source of what it stands behind', () => {
    const mark = '<w:r><w:footnoteReference w:id="2"/></w:r>';
    const notes = `<w:footnote w:id="2"><w:p>${run('扬府发〔2024〕118号。')}</w:p></w:footnote>`;
    const findings = checkReport(
      docx(`<w:p>${run('“推动现役煤电机组提质增效”')}${mark}${run('。')}</w:p>`, { notes }),
      'docx',
      services,
    );
    expect(findings).toMatchObject([
      { verdict: 'misattributed', cited: [{ kind: 'note', documents: ['yangzhou-2024'] }] },
      { kind: 'number', verdict: 'number_ok', line: 2 },
    ]);
  });

  it('follows links by their relations, and knows block quotations by the name of their style', () => {
    const links = '<Relationship Id="rId1" Target="https://x.cn/d/nanjing-2025/2.2" TargetMode="External"/>';
    const styles = '<w:style w:styleId="a3"><w:name w:val="Intense Quote"/></w:style>';
    const body = `<w:p><w:pPr><w:pStyle w:val="a3"/></w:pPr>${run('推动现役煤电机组提质增效')}</w:p><w:p><w:hyperlink r:id="rId1">${run('原文')}</w:hyperlink></w:p>`;
    expect(checkReport(docx(body, { links, styles }), 'docx', services)).toMatchObject([
      { kind: 'quotation', verdict: 'exact' },
      { kind: 'link', verdict: 'link_ok' },
    ]);
  });

  it.each([
    ['no zip', strToU8('plain text')],
    ['an empty file', new Uint8Array()],
    ['a zip without a document', zipSync({ 'a.txt': strToU8('a') })],
    ['broken XML', zipSync({ 'word/document.xml': strToU8('<w:document><w:p') })],
    [
      'entities of its own',
      zipSync({ 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(() => readDocx(bytes)).toThrow(expect.objectContaining({ code: 'unreadable' }));
  });
});
