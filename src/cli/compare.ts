/** Owns `tiaosuo compare`: two clauses side by side, sentence by sentence and word by word. */
import { type Span, trim } from '../core/span.ts';
import type { CompareAnswer } from '../engine.ts';
import { alignCells } from './columns.ts';
import { type Command, parseOptions, type Terminal, UsageError } from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { oneLine, paint, placeOf, titleOf } from './text.ts';

export const compareCommand: Command = {
  help: `usage: npx tiaosuo compare [options] A B

Prints two clauses, sentences that answer each other together, as each is printed:

  =  the same in both; where only the script or the marks differ, in the print of each
  ~  the same with changes: A above, B below; [-words of A-] and {+words of B+} differ
  <  only in A
  >  only in B
  ↕  behind = or ~: stands elsewhere in B

  npx tiaosuo compare nanjing-2025/3.8 suzhou-2023/2.7

  --json             print the same object as GET /api/compare
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      json: { type: 'boolean', default: false },
    });
    const [a, b] = positionals;
    if (a === undefined || b === undefined || positionals.length > 2) {
      throw new UsageError('give two addresses');
    }
    const engine = await openChosen(values, terminal, { searches: false });
    const answer = engine.compare(a, b);
    if (values.json) terminal.out(`${JSON.stringify(answer)}\n`);
    else printComparison(answer, terminal);
    return 0;
  },
};

type Sentence = CompareAnswer['sentences'][number];
type Side = 'a' | 'b';

const ONLY = { a: { sign: '<', style: 'red' }, b: { sign: '>', style: 'green' } } as const;

export function printComparison(answer: CompareAnswer, { out, colors }: Terminal): void {
  const { a, b, similarity, band, sameWords, sentences } = answer;
  const heads = alignCells([a, b].map((side) => [oneLine(side.clause), placeOf(side), titleOf(side)]));
  heads.forEach(([clause = '', place = '', title = ''], i) => {
    const { sign, style } = ONLY[i === 0 ? 'a' : 'b'];
    out(
      `${paint(style, sign, colors)}  ${paint('cyan', clause, colors)}  ${place}  ${paint('bold', title, colors)}\n`,
    );
  });
  const kind = band === null ? '' : ` ${band};`;
  out(`${similarity.toFixed(2)}${kind} ${Math.round(100 * sameWords)}% of both in the same words\n\n`);
  for (const sentence of sentences) for (const line of linesOf(sentence, answer, colors)) out(`${line}\n`);
}

function linesOf(sentence: Sentence, answer: CompareAnswer, colors: boolean): string[] {
  const [a, b] = [sideOf(sentence, 'a', answer.a.text, colors), sideOf(sentence, 'b', answer.b.text, colors)];
  if (a === '' && b === '') return [];
  if (sentence.a === null || b === '' || sentence.b === null || a === '') {
    const { sign, style } = ONLY[a === '' ? 'b' : 'a'];
    return [`${paint(style, sign, colors)}  ${a}${b}`];
  }
  const sign = `${sentence.kind === 'equal' ? '=' : '~'}${sentence.moved === true ? '↕' : ' '}`;
  return a === b ? [`${sign} ${a}`] : [`${sign} ${a}`, `   ${b}`];
}

/** What a sentence has on one side, its differing words marked; '' where that is nothing but blanks. */
function sideOf(sentence: Sentence, side: Side, text: string, colors: boolean): string {
  const whole = sentence[side];
  if (whole === null) return '';
  const shown = trim(text, whole);
  const isLone = sentence.a === null || sentence.b === null;
  return sentence.parts
    .flatMap((part) => {
      const span = part[side];
      return span === null ? [] : [{ kind: part.kind, words: oneLine(text.slice(...within(span, shown))) }];
    })
    .map(({ kind, words }) => {
      if (kind === 'equal' || words.trim() === '') return words;
      if (isLone) return paint(ONLY[side].style, words, colors);
      if (colors) return paint(kind === 'changed' ? 'yellow' : ONLY[side].style, words, colors);
      return side === 'a' ? `[-${words}-]` : `{+${words}+}`;
    })
    .join('');
}

function within({ start, end }: Span, outer: Span): [number, number] {
  const from = Math.max(start, outer.start);
  return [from, Math.max(from, Math.min(end, outer.end))];
}
