/** Owns how a citation is written down: plain, Markdown or HTML, from pieces that know what they are. */

export const MARKUPS = ['plain', 'markdown', 'html'] as const;
export type Markup = (typeof MARKUPS)[number];

export interface Piece {
  readonly text: string;
  /** A title and a clause's place can be linked, a url is linked by itself. */
  readonly role: 'plain' | 'title' | 'place' | 'url';
}

export function plain(text: string): Piece {
  return { text, role: 'plain' };
}

export interface RenderOptions {
  readonly markup: Markup;
  /** Where the place (or, where there is none, the title) leads; null: nowhere. */
  readonly href: string | null;
}

export function render(pieces: readonly Piece[], { markup, href }: RenderOptions): string {
  if (markup === 'plain') return pieces.map(({ text }) => text).join('');
  const linked = pieces.some(({ role }) => role === 'place') ? 'place' : 'title';
  const write = markup === 'html' ? htmlPiece : markdownPiece;
  const rendered = pieces.map((piece) => write(piece, piece.role === linked ? href : null)).join('');
  return markup === 'markdown' ? rendered.replace(/^([#+-]|\d+(?=[.)]))/, '\\$1') : rendered;
}

/** Text that says the same in Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_|<>[\]~&]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
}

/** Text that says the same in HTML, in an element or in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function markdownPiece({ text, role }: Piece, href: string | null): string {
  if (role === 'url' && isWeb(text)) return `<${urlSafe(text)}>`;
  const escaped = escapeMarkdown(text);
  return href === null ? escaped : `[${escaped}](${urlSafe(href).replace(/[()]/g, percent)})`;
}

function htmlPiece({ text, role }: Piece, href: string | null): string {
  const escaped = escapeHtml(text);
  const target = role === 'url' && isWeb(text) ? text : href;
  const inner = role === 'title' ? `<cite>${escaped}</cite>` : escaped;
  return target === null ? inner : `<a href="${escapeHtml(urlSafe(target))}">${inner}</a>`;
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** What would end a link in any markup. */
function urlSafe(url: string): string {
  return url.replace(/[\s<>"\\^`{|}]/g, percent);
}
