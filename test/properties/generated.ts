/** Owns generated documents: a text, and the outline that whoever wrote it meant. Not a test file. */
import fc from 'fast-check';
import { formatChineseNumeral } from '../../src/clauses/numerals.ts';

export type Kind =
  | 'chapter'
  | 'chinese'
  | 'article'
  | 'chineseBracketed'
  | 'arabic'
  | 'arabicBracketed'
  | 'circled'
  | 'bullet';

/** What a unit of a generated outline says, before its number is known. */
interface Unit {
  readonly kind: Kind;
  /** How far the number is from the one before it: 1 is right, 0 repeats, 2 skips, -1 goes back. */
  readonly step: number;
  /** 第X条之一 */
  readonly inserted: number | null;
  readonly shape: 'run-in' | 'own line' | 'sentence';
  readonly heading: string;
  readonly stopBehindHeading: boolean;
  readonly sentences: readonly string[];
  readonly paragraphs: readonly string[];
  readonly block: Block | null;
  readonly markerForm: number;
  readonly children: readonly Unit[];
}

interface Block {
  readonly text: string;
  readonly lead: readonly string[];
  readonly others: readonly string[];
}

export interface ExpectedNode {
  readonly path: string;
  readonly marker: string | null;
  readonly heading: string | null;
  readonly text: string;
  readonly parent: string | null;
  readonly lead: readonly string[];
  readonly others: readonly string[];
}

export interface Generated {
  readonly text: string;
  /** Whether its numbers may skip, repeat and go back. */
  readonly broken: boolean;
  readonly nodes: readonly ExpectedNode[];
}

// Nothing here opens a unit, closes a document or is a responsibility block; much of it looks as if it did.
const HEADING = fc
  .tuple(
    fc.constantFrom('推进', '加强', '优化', '建设', '落实'),
    fc.constantFrom(
      '绿色转型',
      '“无废城市”',
      '水源保护(试点)',
      '1+N体系',
      '三水统筹',
      '美丽河湖',
      'EOD模式、碳汇',
    ),
    fc.constantFrom('', '工作', ',守住底线'),
  )
  .map((parts) => parts.join(''));
const SENTENCE = fc.constantFrom(
  '到2025年,细颗粒物(PM2.5)浓度达到28微克/立方米左右。',
  '严守“三区三线”,实施一、二级保护区分类管控。',
  '森林碳储量上升到1.10亿吨;投资2.3亿元,增长3.5%。',
  '按照《办法(试行)》(苏政办发〔2015〕27号)第十二条第一项规定,(一)和(二)同步推进。',
  '编纂《薪火相傳---代表性傳承人風采》——这是第一部。',
  '建立健全海绵城市工作机制,一是抓源头,二是抓过程。',
  '开展节能减排。',
);
const PARAGRAPH = fc.constantFrom(
  '2025年,绿色低碳发展深入推进。',
  '2.3亿元资金足额到位。',
  '一是抓源头,二是抓过程。',
  '一、二级保护区实行分类管控。',
  'PM2.5浓度继续下降。',
  '第十二条第一项规定的情形除外。',
  '(2022-2025年)分两步走。',
  '展望2035年,人与自然和谐共生。',
);
const BLOCK: fc.Arbitrary<Block> = fc.constantFrom<Block>(
  { text: '(责任单位:市发改委、市财政局)', lead: [], others: ['市发改委', '市财政局'] },
  {
    text: '〔牵头单位:市住建局;责任单位:市城管局(市综合执法局)〕',
    lead: ['市住建局'],
    others: ['市城管局(市综合执法局)'],
  },
  { text: '(市水利局、农业农村局按职责分工负责)', lead: [], others: ['市水利局', '农业农村局'] },
);

// From the top down: what may stand directly below what.
const BELOW: Readonly<Record<Kind, readonly Kind[]>> = {
  chapter: ['article'],
  article: ['chineseBracketed'],
  chinese: ['chineseBracketed', 'arabic', 'bullet'],
  chineseBracketed: ['arabic', 'arabicBracketed', 'bullet'],
  arabic: ['arabicBracketed', 'circled', 'bullet'],
  arabicBracketed: ['circled', 'bullet'],
  circled: ['bullet'],
  bullet: [],
};

interface Options {
  readonly broken: boolean;
  readonly inArticle?: boolean;
  readonly depth?: number;
}

function units(kind: Kind, options: Options): fc.Arbitrary<Unit[]> {
  return fc.array(unit(kind, options), { minLength: 1, maxLength: options.depth === 0 ? 5 : 3 });
}

function unit(
  kind: Kind,
  { broken, inArticle = kind === 'article' || kind === 'chapter', depth = 0 }: Options,
): fc.Arbitrary<Unit> {
  const below =
    depth >= 4
      ? []
      : BELOW[kind].filter((child) => !inArticle || child === 'article' || child === 'chineseBracketed');
  const children =
    below.length === 0
      ? fc.constant<Unit[]>([])
      : fc.option(
          fc.constantFrom(...below).chain((child) => units(child, { broken, inArticle, depth: depth + 1 })),
          // nil once in `freq`: deep trees, and few of them wide.
          { nil: [], freq: depth === 0 ? 5 : 3 },
        );
  return fc.record({
    kind: fc.constant(kind),
    step: broken ? fc.constantFrom(1, 1, 1, 0, 2, 3, -1) : fc.constant(1),
    inserted:
      kind === 'article'
        ? fc.option(fc.integer({ min: 1, max: 3 }), { nil: null, freq: 3 })
        : fc.constant(null),
    shape: shapeOf(kind, inArticle),
    heading: HEADING,
    stopBehindHeading: fc.boolean(),
    sentences: fc.array(SENTENCE, { minLength: 1, maxLength: 3 }),
    // Behind an item of an article a paragraph would be the article's own again; that is a fixture's affair.
    paragraphs: inArticle && kind !== 'article' ? fc.constant([]) : fc.array(PARAGRAPH, { maxLength: 2 }),
    block: inArticle ? fc.constant(null) : fc.option(BLOCK, { nil: null, freq: 2 }),
    markerForm: fc.nat(7),
    children,
  });
}

function shapeOf(kind: Kind, inArticle: boolean): fc.Arbitrary<Unit['shape']> {
  if (kind === 'chapter') return fc.constant('own line');
  if (inArticle) return fc.constant('sentence');
  return fc.constantFrom('run-in', 'own line', 'sentence');
}

/** A document, its lines indented, blank lines between them, in half or full width. */
export const generatedDocument: fc.Arbitrary<Generated> = fc
  .record({
    broken: fc.boolean(),
    top: fc.constantFrom<Kind>('chinese', 'chinese', 'chapter', 'article', 'chineseBracketed'),
  })
  .chain(({ broken, top }) =>
    fc.record({
      broken: fc.constant(broken),
      units: units(top, { broken }),
      isFullWidth: fc.boolean(),
      preamble: fc.boolean(),
      signature: fc.boolean(),
      indents: fc.array(fc.constantFrom('', '', '\u3000\u3000', '    ', '\t', '\u00a0\u00a0'), {
        minLength: 7,
        maxLength: 7,
      }),
      blanks: fc.array(fc.constantFrom('', '', '\n', '\u3000\n', '\n\u00a0\n'), {
        minLength: 5,
        maxLength: 5,
      }),
      lineEnd: fc.constantFrom('\n', '\r\n'),
    }),
  )
  .map((options) => write(options));

interface Written {
  readonly broken: boolean;
  readonly units: readonly Unit[];
  readonly isFullWidth: boolean;
  readonly preamble: boolean;
  readonly signature: boolean;
  readonly indents: readonly string[];
  readonly blanks: readonly string[];
  readonly lineEnd: string;
}

function write({
  broken,
  units,
  isFullWidth,
  preamble,
  signature,
  indents,
  blanks,
  lineEnd,
}: Written): Generated {
  const width = (text: string) => (isFullWidth ? widened(text) : text);
  const lines: string[] = [];
  const nodes: ExpectedNode[] = [];
  const taken = new Set<string>();
  const say = (path: string, own: readonly string[]) => {
    lines.push(...own);
    nodes.push({
      path,
      marker: null,
      heading: null,
      text: own.join('\n'),
      parent: null,
      lead: [],
      others: [],
    });
  };
  say('head', ['扬州市人民政府关于推进某项工作的实施意见', '扬府发〔2024〕118号'].map(width));
  if (preamble) say('0', [width('为推进某项工作,结合我市实际,制定以下措施。')]);
  const addAll = (siblings: readonly Unit[], parent: string | null) => {
    let number = 0;
    let bullet = 0;
    for (const unit of siblings) {
      number = Math.max(1, number + unit.step);
      const ordinal =
        unit.kind === 'bullet'
          ? `u${++bullet}`
          : unit.inserted === null
            ? `${number}`
            : `${number}-${unit.inserted}`;
      const path = firstFree(parent === null ? ordinal : `${parent}.${ordinal}`, taken);
      const made = print(unit, number, width);
      lines.push(...made.lines);
      nodes.push({ ...made.node, path, parent });
      addAll(unit.children, path);
    }
  };
  addAll(units, null);
  // Behind a signature a loose last paragraph may close the document instead: only where there is none is it sure.
  if (signature && lastUnit(units)?.paragraphs.length === 0)
    say('end', ['扬州市人民政府', '2024年9月26日'].map(width));
  const text = lines
    .map(
      (line, i) =>
        `${indents[i % indents.length]}${line}${i % 3 === 0 ? ' ' : ''}\n${blanks[i % blanks.length]}`,
    )
    .join('');
  return { text: text.replaceAll('\n', lineEnd), broken, nodes };
}

function lastUnit(units: readonly Unit[]): Unit | undefined {
  const last = units.at(-1);
  return last === undefined || last.children.length === 0 ? last : lastUnit(last.children);
}

function firstFree(path: string, taken: Set<string>): string {
  let free = path;
  for (let repeat = 2; taken.has(free); repeat++) free = `${path}~${repeat}`;
  taken.add(free);
  return free;
}

function print(unit: Unit, number: number, width: (text: string) => string) {
  const marker = width(markerOf(unit, number));
  const gap =
    unit.kind === 'chapter' ? '\u3000' : unit.kind === 'article' && unit.markerForm % 2 === 0 ? ' ' : '';
  const block = unit.block === null ? '' : width(unit.block.text);
  const sentences = width(unit.sentences.join(''));
  const own = unit.paragraphs.map(width);
  const heading = width(unit.heading);
  const bodies = {
    lead: (unit.block?.lead ?? []).map(width),
    others: (unit.block?.others ?? []).map(width),
  };
  if (unit.shape === 'run-in') {
    const paragraphs = withBlock([sentences, ...own], block);
    return {
      lines: [`${marker}${gap}${heading}。${paragraphs[0]}`, ...paragraphs.slice(1)],
      node: { marker, heading, text: paragraphs.join('\n'), ...bodies },
    };
  }
  if (unit.shape === 'own line') {
    const isChapter = unit.kind === 'chapter';
    const paragraphs = isChapter ? [] : withBlock([sentences, ...own], block);
    const stop = !isChapter && unit.stopBehindHeading ? '。' : '';
    return {
      lines: [`${marker}${gap}${heading}${stop}`, ...paragraphs],
      node: {
        marker,
        heading,
        text: paragraphs.join('\n'),
        ...(isChapter ? { lead: [], others: [] } : bodies),
      },
    };
  }
  // One long sentence, too long for a heading, or an article's or item's own text.
  const text = width(LONG_SENTENCE);
  const paragraphs = withBlock([text, ...own], block);
  return {
    lines: [`${marker}${gap}${paragraphs[0]}`, ...paragraphs.slice(1)],
    node: { marker, heading: null, text: paragraphs.join('\n'), ...bodies },
  };
}

const LONG_SENTENCE =
  '为了加强河湖岸线保护和规范岸线利用行为以及维护河湖健康并促进经济社会可持续发展而采取的各项措施应当符合国土空间规划和防洪规划(2022-2025年),并与1+N体系相衔接。';

function withBlock(paragraphs: readonly string[], block: string): string[] {
  return paragraphs.map((paragraph, i) => (i === paragraphs.length - 1 ? paragraph + block : paragraph));
}

function markerOf({ kind, inserted, markerForm }: Unit, number: number): string {
  const chinese = formatChineseNumeral(number);
  switch (kind) {
    case 'chapter':
      return `第${chinese}章`;
    case 'article':
      return `第${chinese}条${inserted === null ? '' : `之${formatChineseNumeral(inserted)}`}`;
    case 'chinese':
      return `${chinese}、`;
    case 'chineseBracketed':
      return markerForm === 0 && number <= 10
        ? String.fromCharCode('㈠'.charCodeAt(0) + number - 1)
        : `(${chinese})`;
    case 'arabic':
      return markerForm % 3 === 0 ? `${number}、` : `${number}.`;
    case 'arabicBracketed':
      return markerForm === 0 && number <= 20
        ? String.fromCharCode('⑴'.charCodeAt(0) + number - 1)
        : `(${number})`;
    case 'circled':
      return String.fromCharCode('①'.charCodeAt(0) + Math.min(number, 20) - 1);
    case 'bullet':
      return '——';
  }
}

/** The same in full width: digits, letters, brackets, comma, colon, semicolon. */
function widened(text: string): string {
  return text.replace(/[0-9A-Za-z(),:;+.%]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) + 0xfee0),
  );
}
