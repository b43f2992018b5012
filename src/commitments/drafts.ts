/** Owns the walk through a sentence's quantities: which are promises, and which rows a list of them makes. */
import type { Span } from '../core/span.ts';
import { comparatorAfter } from './comparators.ts';
import type { GoverningYears } from './governing.ts';
import { judge } from './judging.ts';
import { isPast } from './past.ts';
import type { Quantity } from './quantities.ts';
import type { Route } from './reading.ts';
import { leadStart, type Scene, type SentenceScene } from './scene.ts';
import { piecesOf } from './subjects.ts';
import type { Verdict } from './verdict.ts';

/** A target in the folded text without blanks. */
export interface Draft {
  readonly quantity: Quantity;
  readonly verdict: Verdict;
  readonly years: GoverningYears;
  /** A figure in a list takes it from the one behind (15、20个百分点). */
  readonly unit: string;
  /** What the subjects of a list share behind the last (PM2.5、PM10浓度: 浓度); '' where nothing is to be added. */
  readonly measureTail: string;
  /** Where the phrase in front of the figure begins. */
  readonly lead: number;
}

export function draftsOf(
  scene: Scene,
  sentence: SentenceScene,
  yearsAt: (at: number) => GoverningYears,
): Draft[] {
  const { text, dense } = scene;
  const { quantities } = sentence;
  const drafts: Draft[] = [];
  let boundary = sentence.start;
  for (let i = 0; i < quantities.length; i++) {
    const quantity = quantities[i];
    if (quantity === undefined || dense.masked(quantity.start)) continue;
    const years = yearsAt(quantity.start);
    const lead = leadStart(scene, boundary, quantity.start);
    const previous = drafts.at(-1) ?? null;
    const verdict = judge(scene, quantity, {
      boundary,
      promising: years.target !== null || previous !== null,
      joined: joinedTo(text, previous, quantity),
      afterDeed: previous?.verdict.route === 'deed' && lead === previous.verdict.end,
      sentenceEnd: sentence.end,
      nextQuantity: quantities[i + 1]?.start ?? Number.POSITIVE_INFINITY,
    });
    if (verdict === null || isPast(text, sentence, quantity, lead, years)) continue;
    const series = seriesFrom(text, quantities, i, verdict);
    const rows = spread(text, series, verdict, { years, lead, previous });
    drafts.push(...rows);
    i += series.length - 1;
    boundary = Math.max(boundary, rows.at(-1)?.verdict.end ?? 0);
  }
  return drafts;
}

/** How the promise before was known, where nothing but marks of a list stands between. */
function joinedTo(text: string, previous: Draft | null, { start: to }: Span): Route | null {
  if (previous === null) return null;
  const { end: from, route } = previous.verdict;
  const joined =
    to - from <= 8 && /^(?:[、,]|和|及|与|以及|并|约|近|各|至少|不少于)*$/.test(text.slice(from, to));
  return joined ? route : null;
}

const SERIES_GAP = /^(?:以上|以下|以内|左右|及以上)?(?:[、,]|和|及|与|以及|、和)$/;

/** The quantities that stand one beside the other behind one predicate: 分别达到90%、95%和100%. */
function seriesFrom(
  text: string,
  quantities: readonly Quantity[],
  from: number,
  { route, respectively }: Verdict,
): Quantity[] {
  const series = quantities.slice(from, from + 1);
  if (route !== 'predicate' && route !== 'noun') return series;
  for (let i = from + 1; i < quantities.length; i++) {
    const [last, next] = [series.at(-1), quantities[i]];
    if (last === undefined || next === undefined || next.start - last.end > 5) break;
    const gap = text.slice(last.end, next.start);
    if (!SERIES_GAP.test(gap) || (gap.includes(',') && !respectively)) break;
    series.push(next);
  }
  return series;
}

const SHARED_TAIL =
  /(?:年均浓度|平均浓度|浓度|排放总量|排放量|[^、和与及]{0,6}率|比例|占比|比重|面积|总量|增加值|强度|指数|产量|产值|里程|水质)(?:均|都)?$/;

interface Around {
  readonly years: GoverningYears;
  readonly lead: number;
  readonly previous: Draft | null;
}

/** One row a quantity; subjects or years that stand in the same number go with them one by one. */
function spread(text: string, series: readonly Quantity[], verdict: Verdict, around: Around): Draft[] {
  const { years, lead } = around;
  const subject = verdict.subject ?? inheritedSubject(series[0], verdict, around.previous);
  const unit = series.findLast((one) => one.unit !== '')?.unit ?? '';
  const whole = { verdict: { ...verdict, subject }, years, unit, measureTail: '', lead };
  if (series.length === 1) return series.map((quantity) => ({ ...whole, quantity }));
  const pieces = subject === null ? null : piecesOf(text, subject, series.length);
  const beside = pieces === null && years.beside.length === series.length ? years.beside : null;
  const tail =
    pieces === null || subject === null ? null : SHARED_TAIL.exec(text.slice(subject.start, subject.end));
  const shared = comparatorAfter(text, series.at(-1)?.end ?? 0);
  return series.map((quantity, i) => {
    const post = comparatorAfter(text, quantity.end) ?? shared;
    return {
      ...whole,
      quantity,
      verdict: {
        ...whole.verdict,
        subject: pieces?.[i] ?? subject,
        comparator: post ?? verdict.comparator,
        relation: post !== null && !/[+-]/.test(verdict.relation) ? post.relation : verdict.relation,
        end: Math.max(quantity.end, (i === series.length - 1 ? post?.end : 0) ?? 0),
      },
      years: beside === null ? years : { ...years, target: beside[i] ?? years.target },
      unit: quantity.unit === '' ? unit : quantity.unit,
      measureTail: i < series.length - 1 ? (tail?.[0] ?? '') : '',
    };
  });
}

/** …保持在30微克以下,力争保持在25微克以下: the second is of the first's subject. */
function inheritedSubject(
  quantity: Quantity | undefined,
  { route }: Verdict,
  previous: Draft | null,
): Span | null {
  if (previous === null || route !== 'predicate' || quantity?.kind === 'time') return null;
  return /predicate|noun|share/.test(previous.verdict.route) ? previous.verdict.subject : null;
}
