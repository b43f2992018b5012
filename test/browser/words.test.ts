/**
 * A link to the words of a clause in a real Chromium, JavaScript off, on a desk and on a phone: they are marked and in view, also far
 * down in a long clause; a text fragment brings the same words into view. Skips, and says so, where there is no Chromium.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorOf } from '../../src/citation/anchor.ts';
import { permalink } from '../../src/citation/permalink.ts';
import { textFragment } from '../../src/citation/text-fragment.ts';
import type { ClauseSummary, Engine } from '../../src/engine.ts';
import { createApp } from '../../src/server/app.ts';
import { type Listening, listen } from '../../src/server/serve.ts';
import { CHROMIUM, launchChromium, openPage, scrollsSideways } from '../support/browser.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';

if (CHROMIUM === undefined) console.log('SKIPPED test/browser: no Chromium here (apt-get install chromium)');

const HEIGHT = 900;

describe.skipIf(CHROMIUM === undefined)('a link to words', () => {
  let browser: Browser;
  let server: Listening;
  let clauses: readonly ClauseSummary[];
  const problems: string[] = [];

  beforeAll(async () => {
    const engine: Engine = await seedsEngine();
    clauses = engine.document('nanjing-2025').clauses;
    server = await listen({ fetch: createApp(engine).fetch, host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
  }, FIRST_BUILD_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it.each([1280, 375])('brings them into view at %i px', async (width) => {
    const clause = clauses.toSorted((a, b) => b.text.length - a.text.length)[0];
    if (clause === undefined) throw new Error('no clause');
    const span = { start: clause.text.length - 60, end: clause.text.length - 30 };
    const link = permalink(anchorOf('s', clause, span));
    const page = await openPage(browser, link, { base: server.url, problems, width, scripts: false });
    const words = page.locator('#words');
    expect(await words.innerText()).toBe(clause.text.slice(span.start, span.end));
    const box = await words.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? HEIGHT) + (box?.height ?? 0)).toBeLessThanOrEqual(HEIGHT);
    expect(await scrollsSideways(page)).toBe(false);
    await page.context().close();

    const printed = clauses.map(({ heading, text }) => `${heading ?? ''}\n${text}`).join('\n');
    const fragment = textFragment(clause.text, span, printed);
    expect(fragment).not.toBeNull();
    const found = await openPage(browser, `/d/nanjing-2025${fragment}`, {
      base: server.url,
      problems,
      width,
      scripts: false,
    });
    const section = await found.locator(`section[id="${clause.clause.split('/')[1]}"]`).boundingBox();
    expect(section?.y).toBeLessThan(HEIGHT);
    expect((section?.y ?? 0) + (section?.height ?? 0)).toBeGreaterThan(0);
    await found.context().close();
    expect(problems).toEqual([]);
  });
});
