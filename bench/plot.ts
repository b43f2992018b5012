/** Owns line plots on logarithmic axes, as SVG that reads on light and on dark paper: no background, colours between the two. */

export interface Series {
  readonly name: string;
  readonly color: string;
  readonly isDashed: boolean;
  /** False: points alone. */
  readonly hasLine: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
}

// Contrast of 4.5 with white, and of 4.2 with #0d1117.
const INK = '#767676';
const [WIDTH, HEIGHT] = [860, 460];
const AREA = { left: 78, right: 560, top: 48, bottom: 396 };
const MARKS = ['circle', 'square', 'triangle', 'diamond', 'cross'] as const;

interface Axis {
  readonly from: number;
  readonly to: number;
  /** Powers of ten. */
  readonly ticks: readonly number[];
}

/** Whole powers of ten around all positive values. */
function axisOf(values: readonly number[]): Axis {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const low = Math.floor(Math.log10(positive.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)));
  const high = Math.ceil(Math.log10(positive.reduce((a, b) => Math.max(a, b), 0)));
  const from = Number.isFinite(low) ? low : 0;
  const to = Math.max(Number.isFinite(high) ? high : 1, from + 1);
  return { from, to, ticks: Array.from({ length: to - from + 1 }, (_, i) => from + i) };
}

export function drawPlot({ title, x, y, series }: Plot): string {
  const drawn = series.map((one) => ({ ...one, points: one.points.filter(([a, b]) => a > 0 && b > 0) }));
  const points = drawn.flatMap((one) => one.points);
  const [across, up] = [axisOf(points.map(([a]) => a)), axisOf(points.map(([, b]) => b))];
  const toX = scale(across, AREA.left, AREA.right);
  const toY = scale(up, AREA.bottom, AREA.top);
  const middle = (AREA.top + AREA.bottom) / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="${INK}">`,
    `<title>${escapeXml(title)}</title>`,
    `<text x="${AREA.left}" y="24" font-size="16" font-weight="600">${escapeXml(title)}</text>`,
    ...across.ticks.flatMap((power) => [
      line([toX(10 ** power), AREA.top], [toX(10 ** power), AREA.bottom]),
      label([toX(10 ** power), AREA.bottom + 18], 'middle', tickName(power)),
    ]),
    ...up.ticks.flatMap((power) => [
      line([AREA.left, toY(10 ** power)], [AREA.right, toY(10 ** power)]),
      label([AREA.left - 8, toY(10 ** power) + 4], 'end', tickName(power)),
    ]),
    label([(AREA.left + AREA.right) / 2, AREA.bottom + 42], 'middle', x),
    `<text x="20" y="${middle}" text-anchor="middle" transform="rotate(-90 20 ${middle})">${escapeXml(y)}</text>`,
    ...drawn.flatMap((one, i) => drawSeries(one, i, ([a, b]) => [toX(a), toY(b)])),
    ...drawn.flatMap(drawLegend),
    '</svg>',
    '',
  ].join('\n');
}

type Place = readonly [x: number, y: number];

function scale({ from, to }: Axis, start: number, end: number): (value: number) => number {
  return (value) => round(start + ((Math.log10(value) - from) / (to - from)) * (end - start));
}

const round = (value: number) => Math.round(value * 10) / 10;

function line([x1, y1]: Place, [x2, y2]: Place): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${INK}" stroke-opacity="0.3"/>`;
}

function label([x, y]: Place, anchor: 'middle' | 'end' | 'start', text: string): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
}

/** 0.01, 1, 1k, 1M: as the sizes are named. */
function tickName(power: number): string {
  if (power < 0) return (10 ** power).toFixed(-power);
  const [unit, less] = power >= 6 ? ['M', 6] : power >= 3 ? ['k', 3] : ['', 0];
  return `${10 ** (power - less)}${unit}`;
}

function drawSeries(series: Series, index: number, place: (point: Place) => Place): string[] {
  const places = series.points.map(place);
  const path = places.map(([x, y]) => `${x},${y}`).join(' ');
  const marks = places.map((at) => mark(series, index, at));
  return series.hasLine && places.length > 1
    ? [
        `<polyline points="${path}" fill="none" stroke="${series.color}" stroke-width="2"${dash(series)}/>`,
        ...marks,
      ]
    : marks;
}

function drawLegend(series: Series, index: number): string[] {
  const y = AREA.top + 14 + index * 24;
  const x = AREA.right + 24;
  return [
    series.hasLine
      ? `<line x1="${x}" y1="${y}" x2="${x + 30}" y2="${y}" stroke="${series.color}" stroke-width="2"${dash(series)}/>`
      : '',
    mark(series, index, [x + 15, y]),
    label([x + 40, y + 4], 'start', series.name),
  ].filter(Boolean);
}

const dash = ({ isDashed }: Series) => (isDashed ? ' stroke-dasharray="6 4"' : '');

/** Each series has a shape of its own, for those who see no difference of colour. */
function mark({ color, hasLine }: Series, index: number, [x, y]: Place): string {
  const size = hasLine ? 4 : 2.5;
  switch (MARKS[index % MARKS.length]) {
    case 'square':
      return `<rect x="${round(x - size)}" y="${round(y - size)}" width="${2 * size}" height="${2 * size}" fill="${color}"/>`;
    case 'triangle':
      return `<path d="M${round(x)} ${round(y - size)}l${size} ${2 * size}h${-2 * size}z" fill="${color}"/>`;
    case 'diamond':
      return `<path d="M${round(x)} ${round(y - size - 1)}l${size + 1} ${size + 1}l${-size - 1} ${size + 1}l${-size - 1} ${-size - 1}z" fill="${color}"/>`;
    case 'cross':
      return `<path d="M${round(x - size)} ${round(y - size)}l${2 * size} ${2 * size}m0 ${-2 * size}l${-2 * size} ${2 * size}" stroke="${color}" stroke-width="2"/>`;
    default:
      return `<circle cx="${x}" cy="${y}" r="${size}" fill="${color}"/>`;
  }
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
