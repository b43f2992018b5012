/** Proves that linking adds links and notes and changes nothing: what was added can be taken out again, byte for byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permalink } from '../../../src/citation/permalink.ts';
import { PROJECT_FOLDER } from '../../../src/core/files.ts';
import { checkReport } from '../../../src/reports/read/check.ts';
import { type LinkServices, linkReport, unlink } from '../../../src/reports/read/link.ts';
import { readMarkdown } from '../../../src/reports/read/markdown-read.ts';
import { reportServices } from '../../../src/reports/services.ts';
import { FIRST_BUILD_MS, seedsInside } from '../../support/corpus.ts';

const { snapshot } = await seedsInside();
const services: LinkServices = {
  ...reportServices(snapshot),
  linkTo: (address, span) =>
    span === null ? `/d/${address}` : permalink({ clause: address, span, hash: '0123456789ab' }),
  reference: (address) => `${address} 的出处`,
};
const report = readFileSync(join(PROJECT_FOLDER, 'test/fixtures/reports/across-cities.md'), 'utf8');

/** Another way back than the product's: it knows the shape of what is added and not where. */
function stripped(text: string): string {
  return text
    .replace(/(?:\r?\n)*(?:\[\^t\d+\]: .*(?:\r?\n)+)+$/, '')
    .replace(/\[\^t\d+\]/g, '')
    .replace(/\[([^[\]]*)\]\(\/d\/[^()\s]*\)/g, '$1');
}

describe('linking a report', { timeout: FIRST_BUILD_MS }, () => {
  it('links a quotation to its words and gives it a note that says whose they are', () => {
    expect(linkReport('南京提出“推动现役煤电机组提质增效”。\n', services).text).toMatch(
      /^南京提出“\[推动现役煤电机组提质增效\]\(\/d\/nanjing-2025\/2\.2\?q=\d+-\d+&h=0123456789ab\)”\[\^t1\]。\n\n\[\^t1\]: nanjing-2025\/2\.2 的出处\n$/,
    );
  });

  it('leaves what is altered, not found or cited to another source as it is', () => {
    const markdown =
      '扬州提出“推动现役煤电机组提质增效”。南京提出“推动现役煤电机组提质减效”，“全市企业一律停产整顿三个月”。\n';
    expect(linkReport(markdown, services)).toMatchObject({ text: markdown, links: 0, notes: 0 });
  });

  it('adds no note where a key says it already, in headings, and where the file ends inside code', () => {
    const words = '“推动现役煤电机组提质增效”';
    const markdown = `# ${words}\n\n${words}[@nanjing-2025/2.2]。\n\n${words}。\n\n\`\`\`\n`;
    expect(linkReport(markdown, services)).toMatchObject({ notes: 0 });
  });

  it('makes links and notes that a second reading finds right', () => {
    const linked = linkReport('《关于全面推进美丽南京建设的实施方案》要求“推动现役煤电机组提质增效”。', {
      ...services,
      linkTo: (address, span) =>
        span === null ? `/d/${address}` : `/d/${address}?q=${span.start}-${span.end}`,
    });
    const findings = checkReport(linked.text, 'markdown', services);
    expect(findings.filter(({ kind }) => kind === 'link').map(({ verdict }) => verdict)).toEqual([
      'link_ok',
      'link_ok',
    ]);
  });

  it('changes nothing else of a whole report', () => {
    const linked = linkReport(report, services);
    expect(linked.links).toBeGreaterThan(60);
    expect(unlink(linked)).toBe(report);
    const words = (text: string) =>
      readMarkdown(text)
        .blocks.filter(({ note }) => !note?.startsWith('t'))
        .map((block) => block.text);
    expect(words(linked.text)).toEqual(words(report));
  });

  it('can be taken back for any Markdown made of what reports are made of', () => {
    const piece = fc.constantFrom(
      '“推动现役煤电机组提质增效”',
      '「强化煤炭减量化和清洁高效化利用」',
      '《关于全面推进美丽南京建设的实施方案》',
      '**',
      '_',
      '`',
      '[',
      ']',
      '(',
      ')',
      '\\',
      '> ',
      '\n',
      '\n\n',
      '\r\n',
      '# ',
      '- ',
      '| a | b |\n| - | - |\n| ',
      '[^1]',
      '\n\n[^1]: 注',
      '[@nanjing-2025/2.2]',
      '<b>',
      '<!--',
      '```\n',
      '&amp;',
      '，南京提出',
      '。',
      '!',
      '[^t1]',
      '\u{20000}',
      '\ud800',
      '~',
      '<http://x.cn>',
      '---\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const markdown = pieces.join('');
        const linked = linkReport(markdown, services);
        expect(unlink(linked)).toBe(markdown);
        if (linked.links + linked.notes === 0) expect(linked.text).toBe(markdown);
        const words = (text: string) =>
          readMarkdown(text)
            .blocks.filter(({ note }) => !/^t+\d/.test(note ?? '') || /\[\^t/.test(markdown))
            .map((block) => block.text);
        if (!/\[\^t/.test(markdown)) expect(words(linked.text)).toEqual(words(markdown));
      }),
      { numRuns: 400, seed: 6 },
    );
  });

  it('leaves what a plain pattern can take out', () => {
    const markdown = '南京提出“推动现役煤电机组提质增效”，并要求“强化煤炭减量化和清洁高效化利用”。';
    expect(stripped(linkReport(markdown, services).text)).toBe(markdown);
  });
});
