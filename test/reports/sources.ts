/** A small world to cite: three clauses, of which one needs escaping everywhere. */
import { TiaosuoError } from '../../src/core/errors.ts';
import type { Span } from '../../src/core/span.ts';
import type { Reference, ReferenceSource } from '../../src/reports/build-references.ts';

export const CLAUSES: Readonly<Record<string, string>> = {
  'nanjing-2025/2.2': '到2025年，地表水达到或好于Ⅲ类水体比例达到100%。推进幸福河湖建设。',
  'ganzhou-2022/3.2.6': '推进生态修复。',
  'suzhou-2023/1.2.u3': '优化空间布局，守住“三区三线”。',
  'yangzhou-2024/1.1': '建设美丽扬州。',
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

export function reference(address: string, span: Span | null): Reference | null {
  const text = CLAUSES[address];
  if (text === undefined) return null;
  if (span !== null && !(span.start < span.end && span.end <= text.length)) {
    throw new TiaosuoError('bad_request', `span ${span.start}-${span.end} is not inside`, {
      hint: `its text has ${text.length} characters`,
    });
  }
  const words = `某市人民政府. ${address} & <文件>[EB/OL].${span === null ? '' : ` “${text.slice(span.start, span.end)}”.`}`;
  return {
    numeric: words,
    markdown: words.replace(/[<>[\]&]/g, '\\$&'),
    html: words.replace(/[<>&]/g, (sign) => ESCAPES[sign] ?? sign),
    link: `/d/${address}${span === null ? '' : `?q=${span.start}-${span.end}&h=0123`}`,
    csl: { id: 'x', type: 'regulation', title: address },
  };
}

export const SOURCE: ReferenceSource = {
  reference,
  locate(address, quote) {
    const start = CLAUSES[address]?.indexOf(quote) ?? -1;
    return start < 0 ? null : { start, end: start + quote.length };
  },
  site: 'http://127.0.0.1:8787',
};
