/** Owns targets: the quantities that a clause commits to reach, keep, limit, build or finish, each with its span and its year. */
import type { Span } from '../core/span.ts';
import { baseOf, conditionOf, perOf, yearBehind } from './circumstances.ts';
import type { Relation } from './data/comparators.ts';
import { type Draft, draftsOf } from './drafts.ts';
import { type GoverningYears, governing, NO_YEARS } from './governing.ts';
import { readScene, type Scene, type SentenceScene } from './scene.ts';
import { measureKey } from './subjects.ts';
import type { QuantityKind } from './units.ts';

export type { Relation } from './data/comparators.ts';

/** `text` is what is printed at the span. */
export interface PrintedSpan extends Span {
  readonly text: string;
}

export interface Target {
  /** The whole phrase: subject, comparator, value, whichever comes first to whichever comes last. */
  readonly span: Span;
  readonly sentence: Span;
  readonly subject: PrintedSpan | null;
  /** The subject as a key: the same measure in other words, or of another city, gives the same. '' without a subject. */
  readonly measure: string;
  /** The word that bounds the value; of 达到…以上 it is 以上. */
  readonly comparator: PrintedSpan | null;
  /** '+' and '-': the value is the difference. '~': about. */
  readonly relation: Relation;
  /** 力争 and the like, where the value is only aimed at. */
  readonly aim: PrintedSpan | null;
  /** 95%, 40万吨/年, Ⅲ类, 1-2个. */
  readonly value: PrintedSpan;
  readonly kind: QuantityKind;
  /** 万 and 亿 multiplied in; percent stays a number of percent; a class is its ordinal, 劣Ⅴ being 6. */
  readonly number: number;
  /** The upper end of a range. */
  readonly high: number | null;
  /** As printed and folded, without 万 and 亿: %, 吨/年, 类; '' where none is printed. */
  readonly unit: string;
  readonly year: number | null;
  /** Where the year stands, which may be far in front. */
  readonly yearSpan: Span | null;
  /** The year that it is measured against. */
  readonly base: number | null;
  /** 每年 and the like. */
  readonly per: PrintedSpan | null;
  /** 具备条件的, 在…前提下. */
  readonly condition: PrintedSpan | null;
}

export interface TargetOptions {
  /** Spans to pass over: the block that says who is responsible. */
  readonly exclude?: readonly Span[];
  /** The year of the document: 今年 and 三年内 count from it, and years before it are past. */
  readonly issueYear?: number | null;
}

/**
 * The targets of a clause's text as printed, in the order of their values. Spans lie in `text`. Time grows with the length
 * of the text; no text makes it fail.
 */
export function targetsOf(text: string, options: TargetOptions = {}): Target[] {
  const { exclude = [], issueYear = null } = options;
  const scene = readScene(text, exclude, issueYear);
  const targets: Target[] = [];
  let inherited = NO_YEARS;
  for (const sentence of scene.sentences) {
    const walk = (from: GoverningYears) => {
      const at = governing(scene.text, sentence.years, from);
      return { drafts: draftsOf(scene, sentence, at), end: at(sentence.end) };
    };
    const own = walk(sentence.goesOn ? inherited : NO_YEARS);
    const read = inherited.target !== null && goesStraightOn(sentence, own.drafts) ? walk(inherited) : own;
    for (const draft of read.drafts) targets.push(present(text, scene, sentence, draft));
    inherited = read.end;
  }
  return targets;
}

/** 到2025年,A达到90%。B达到95%,…: a sentence that begins with what is measured is of the year that went before. */
function goesStraightOn({ start }: SentenceScene, [first]: readonly Draft[]): boolean {
  return first !== undefined && first.verdict.route === 'predicate' && first.verdict.subject?.start === start;
}

function present(printed: string, scene: Scene, sentence: SentenceScene, draft: Draft): Target {
  const { dense, text } = scene;
  const { quantity, verdict, unit } = draft;
  const { subject, relation } = verdict;
  const show = ({ start, end }: Span): PrintedSpan => {
    const place = dense.span(start, end);
    return { ...place, text: printed.slice(place.start, place.end) };
  };
  const orNull = (span: Span | null): PrintedSpan | null => (span === null ? null : show(span));
  const year = draft.years.target ?? yearBehind(scene, sentence, draft);
  const whole = wholeOf(draft);
  return {
    span: dense.span(whole.start, whole.end),
    sentence: dense.span(sentence.start, sentence.end),
    subject: orNull(subject),
    measure: subject === null ? '' : measureKey(text.slice(subject.start, subject.end) + draft.measureTail),
    comparator: orNull(verdict.comparator),
    ...{ relation, unit },
    aim: orNull(verdict.aim),
    value: show(quantity),
    kind: quantity.kind,
    number: quantity.number,
    high: quantity.high,
    year: year?.year ?? null,
    yearSpan: year === null ? null : dense.span(year.start, year.end),
    base: baseOf(scene, draft),
    per: orNull(perOf(scene, sentence, draft)),
    condition: orNull(conditionOf(scene, sentence, draft)),
  };
}

/** A subject that was said in a phrase before is no part of this one. */
function wholeOf({ quantity, lead, verdict: { subject, comparator } }: Draft): Span {
  const own = subject === null || subject.end <= lead ? null : subject;
  const parts = [quantity, own, comparator].filter((span) => span !== null);
  return {
    start: Math.min(...parts.map(({ start }) => start)),
    end: Math.max(...parts.map(({ end }) => end)),
  };
}
