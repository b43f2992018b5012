/** Owns reports: checked, linked and built with what the index knows. */
import type { Span } from '../core/span.ts';
import type { Snapshot } from '../indexing/open.ts';
import { type BuiltReport, buildReport } from '../reports/build.ts';
import { checkReport, failsCheck } from '../reports/read/check.ts';
import type { ReportFinding } from '../reports/read/findings.ts';
import { type LinkedReport, linkReport } from '../reports/read/link.ts';
import type { ReportKind } from '../reports/read/report.ts';
import { reportServices } from '../reports/services.ts';
import type { AnchoredCitation, Citing } from './citing.ts';

export interface CheckAnswer {
  /** Every quotation, title, number, key, address and link, in the order of the report. */
  readonly findings: readonly ReportFinding[];
  /** Whether something is quoted or cited wrongly. */
  readonly fails: boolean;
  readonly searched: { readonly documents: number; readonly clauses: number };
  readonly snapshot: string;
}

export interface ReportOptions {
  /** The server that links lead to, as http://127.0.0.1:8787; without it they are paths. */
  readonly site?: string | undefined;
  readonly edition?: '2025' | '2015' | undefined;
  /** The day the sources were visited, YYYY-MM-DD. */
  readonly accessed?: string | undefined;
}

export interface Reporting {
  /** @param content of a file of Markdown or Word */
  checkReport(content: Uint8Array, kind: ReportKind): CheckAnswer;
  /** A copy with links and notes added, and nothing else changed. */
  linkReport(markdown: string, options?: ReportOptions): LinkedReport;
  /** Keys become numbered references; throws `unprocessable` where one names nothing. */
  buildReport(markdown: string, options?: ReportOptions): BuiltReport;
}

export function reporting(snapshot: Snapshot, { cite, verify }: Citing): Reporting {
  const services = reportServices(snapshot);
  const searched = {
    documents: snapshot.manifest.counts.documents,
    clauses: snapshot.manifest.counts.clauses,
  };
  const linkOf = ({ permalink, link }: AnchoredCitation) => permalink ?? link;

  function reference(address: string, span: Span | null, { edition, accessed, site }: ReportOptions) {
    const form = { format: 'gbt7714', edition, accessed, linkBase: site ?? '' } as const;
    const plain = cite(address, span, form);
    const [csl] = JSON.parse(cite(address, span, { format: 'csl', accessed }).citation);
    return {
      numeric: plain.citation,
      markdown: cite(address, span, { ...form, markup: 'markdown' }).citation,
      html: cite(address, span, { ...form, markup: 'html' }).citation,
      link: linkOf(plain),
      csl,
    };
  }

  return {
    checkReport(content, kind) {
      const findings = checkReport(content, kind, services);
      return { findings, fails: failsCheck(findings), searched, snapshot: snapshot.manifest.snapshot };
    },
    linkReport: (markdown, { site = '', ...options } = {}) =>
      linkReport(markdown, {
        ...services,
        linkTo: (address, span) => `${site}${linkOf(cite(address, span))}`,
        reference: (address, span) => reference(address, span, { ...options, site }).markdown,
      }),
    buildReport: (markdown, options = {}) =>
      buildReport(markdown, {
        reference: (address, span) => reference(address, span, options),
        locate: (address, quote) => {
          const [found] = verify([{ text: quote, clause: address }]).results;
          const inside = found?.verdict === 'exact' ? found.places.filter((p) => p.clause === address) : [];
          const [only] = inside;
          return inside.length === 1 && only !== undefined && only.start < only.end
            ? { start: only.start, end: only.end }
            : null;
        },
        ...(options.site === undefined ? {} : { site: options.site }),
      }),
  };
}
