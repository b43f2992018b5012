/** Variant forms that stand in official texts beside the usual one and that the conversion table leaves alone. */
export const CHARACTER_VARIANTS: Readonly<Record<string, string>> = {
  瞭: '了', 汚: '污', 竝: '并', 徧: '遍', 祗: '只', 煇: '辉', 粧: '妆', 靑: '青', 淸: '清', 歩: '步', 毎: '每', 渉: '涉', 増: '增', 徳: '德', 縂: '总', 囯: '国', 囲: '围',
};

/** Punctuation that pages print in several shapes: every shape on the left reads as the one on the right. */
export const PUNCTUATION_SHAPES: readonly (readonly [shapes: string, one: string])[] = [
  ['〔［【〖（⟨﹝﹙❲', '('],
  ['〕］】〗）⟩﹞﹚❳', ')'],
  ['[', '('],
  [']', ')'],
  ['“”„‟＂「」『』﹁﹂﹃﹄〝〞', '"'],
  ['‘’‚‛＇`´', "'"],
  ['，﹐', ','],
  ['：﹕∶', ':'],
  ['；﹔', ';'],
  ['？﹖', '?'],
  ['！﹗', '!'],
  ['．﹒', '.'],
  ['％﹪', '%'],
  ['－‐‑‒–—―−﹣─━', '-'],
  ['～〜∼˜', '~'],
  ['·•・‧∙⋅●', '·'],
  ['／∕⁄', '/'],
  ['＋﹢', '+'],
  ['　\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t', ' '],
  ['₀⁰', '0'],
  ['₁¹', '1'],
  ['₂²', '2'],
  ['₃³', '3'],
  ['₄⁴', '4'],
  ['₅⁵', '5'],
  ['₆⁶', '6'],
  ['₇⁷', '7'],
  ['₈⁸', '8'],
  ['₉⁹', '9'],
];
