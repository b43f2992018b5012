/** Owns the tables of the measurement on the five documents. */
import type { Report } from './run.ts';
import type { DocumentsFigures, SetReports } from './sets.ts';
import { alignTable, figure } from './table.ts';

const LEGEND = `The five documents. nDCG@10 by kind of query, with and without concepts; R@10 and MRR@10 for the mode named above them.
Answered are queries that some clause answers: how many of them get no hit at all, everything being below the line.
Absent are topics that no document speaks of: how many have a literal hit, how many have any hit above the line.
`;

export function documentsText({ sets, paraphrases }: DocumentsFigures): string {
  const tables = sets.map(({ set, reports }) => setText(set, reports));
  if (paraphrases.length > 0) tables.push(paraphrasesText(paraphrases));
  return [LEGEND, ...tables].join('\n');
}

function setText(set: string, reports: readonly Report[]): string {
  const kinds = Object.keys(reports[0]?.byKind ?? {});
  const table = alignTable([
    ...headRows(set, reports),
    ...kinds.map((kind) => kindRow(kind, kind, reports)),
    silentRow('answered: no hit', reports),
    ...absentRows('absent', reports),
  ]);
  const worst = reports
    .filter((report) => report.worst.length > 0)
    .flatMap((report) => [
      `worst of ${report.name}`,
      ...report.worst.map(({ query, ndcg10 }) => `  ${figure(ndcg10)} ${query}`),
    ]);
  return table + worst.map((line) => `${line}\n`).join('');
}

function paraphrasesText(paraphrases: readonly SetReports[]): string {
  const all = paraphrases.at(-1)?.reports ?? [];
  return alignTable([
    ...headRows('all sets', all),
    ...paraphrases.map(({ set, reports }) => kindRow(`${set} paraphrases`, 'paraphrase', reports)),
    silentRow('paraphrases: no hit', all),
    ...paraphrases.flatMap(({ set, reports }) => absentRows(`${set} absent`, reports)),
  ]);
}

// All tables begin alike.
const LABEL_CHARS = 28;

/** R@10 and MRR@10 are shown of the last mode that was measured, with concepts. */
function shownIn(reports: readonly Report[]): Report | undefined {
  return reports.findLast(({ name }) => ['lexical', 'hybrid'].includes(name));
}

function headRows(title: string, reports: readonly Report[]): string[][] {
  const shown = shownIn(reports)?.name ?? '';
  const modes = reports.map(({ name }) => (isWithout(name) ? '' : name));
  const concepts = reports.map(({ name }) => (name === 'plain' ? '' : isWithout(name) ? 'without' : 'with'));
  return [
    [title.padEnd(LABEL_CHARS), '', ...modes, shown, ''],
    ['kind', 'n', ...concepts, 'R@10', 'MRR@10'],
  ];
}

const isWithout = (name: string) => name.endsWith(' without concepts');

function kindRow(label: string, kind: string, reports: readonly Report[]): string[] {
  const shown = shownIn(reports)?.byKind[kind];
  return [
    label,
    String(reports[0]?.byKind[kind]?.queries ?? 0),
    ...reports.map(({ byKind }) => figure(byKind[kind]?.ndcg10)),
    figure(shown?.recall10),
    figure(shown?.mrr10),
  ];
}

function silentRow(label: string, reports: readonly Report[]): string[] {
  const queries = reports[0]?.byKind.all?.queries ?? 0;
  return [label, String(queries), ...reports.map(({ silent }) => String(silent))];
}

function absentRows(label: string, reports: readonly Report[]): string[][] {
  const queries = reports[0]?.absent.queries ?? 0;
  if (queries === 0) return [];
  return [
    [`${label}: literal`, String(queries), ...reports.map(({ absent }) => String(absent.withLiteralHits))],
    [`${label}: above line`, String(queries), ...reports.map(({ absent }) => String(absent.withRelatedHits))],
  ];
}
