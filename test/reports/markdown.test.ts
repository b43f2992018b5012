/** Positions in the tree are places in the file, for any text; front matter is no part of the tree. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontMatterOf, type Nodes, parseMarkdown, wordsOf } from '../../src/reports/markdown.ts';

function everyNode(node: Nodes): Nodes[] {
  return [node, ...('children' in node ? node.children.flatMap(everyNode) : [])];
}

/** Whether texts are read as they stand: no escapes, no line ends, nothing that the parser replaces. */
function isPlain(text: string): boolean {
  return !/[\\&\r\n\ufeff\ufffd]/.test(text) && !text.includes('\0');
}

describe('positions', () => {
  it('are there for every node, inside the text, and inside those of the node above', () => {
    const piece = fc.constantFrom(
      ...[
        '\ufeff',
        '---\n',
        'title: 题\n',
        '# ',
        '> ',
        '- ',
        '\t',
        '\r\n',
        '\n',
        '|a|b|\n|-|-|\n',
        '[^1]',
        '[^1]: x',
      ],
      ...[
        'www.a.cn',
        '见www.a.cn/b，',
        'a@b.cn',
        '&amp;',
        '\\*',
        '**',
        '`',
        '<b>',
        '条款',
        '😀',
        '\ud83d',
        '\u0000',
      ],
    );
    const pieces = fc.array(piece, { maxLength: 20 }).map((some) => some.join(''));
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (text) => {
        for (const node of everyNode(parseMarkdown(text))) {
          const [from = -1, to = -1] = [node.position?.start.offset, node.position?.end.offset];
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          if (node.type === 'text' && isPlain(text)) expect(text.slice(from, to)).toBe(node.value);
        }
      }),
    );
  });

  it('count a byte order mark and the front matter', () => {
    const text = '\ufeff---\ntitle: 题\n---\n\n文字\n';
    const [paragraph] = parseMarkdown(text).children;
    expect(paragraph?.position?.start).toMatchObject({ line: 5, column: 1, offset: text.indexOf('文字') });
    expect(frontMatterOf(text)).toBe('title: 题\n');
  });
});

describe('front matter', () => {
  it('is only what opens the file and is closed', () => {
    expect(frontMatterOf('---\n\n文\n\n---\n')).toBeNull();
    expect(frontMatterOf('文\n---\na: b\n---\n')).toBeNull();
    expect(frontMatterOf('---\na: b\n')).toBeNull();
    expect(parseMarkdown('---\n\n文\n').children.map(({ type }) => type)).toEqual([
      'thematicBreak',
      'paragraph',
    ]);
  });
});

describe('words', () => {
  it('come without markup', () => {
    expect(wordsOf(parseMarkdown('**到\\*** `2025` [年](x) &amp; [^1]\n\n[^1]: y'))).toBe('到* 2025 年 & y');
  });
});
