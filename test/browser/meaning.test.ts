/**
 * What the pages say of a search by meaning, in a real Chromium:
 * - what a query was read as stands there, and is taken back and on again;
 * - a topic narrows the search with one click and lets go of it with the second, also by keyboard and without JavaScript;
 * - where nothing was found that comes first, and the nearest clauses stand below a line and are counted nowhere;
 * - nothing of it scrolls a phone sideways.
 * Skips, and says so, where there is no Chromium. Screenshots go to test/screenshots/.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { type Listening, listen } from '../../src/server/serve.ts';
import { belowTheLine } from '../support/answers.ts';
import { CHROMIUM, launchChromium, openPage, SCREENSHOTS, scrollsSideways } from '../support/browser.ts';
import { FIRST_BUILD_MS, hashingEngine } from '../support/corpus.ts';

if (CHROMIUM === undefined) console.log('SKIPPED test/browser: no Chromium here (apt-get install chromium)');

/** A query of which the tests' engine below finds nothing. */
const ABSENT = '火星移民';

describe.skipIf(CHROMIUM === undefined)('a search by meaning in a real browser', () => {
  let browser: Browser;
  let server: Listening;
  const problems: string[] = [];

  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    const engine = await hashingEngine();
    const app = createApp({
      ...engine,
      // Where the line lies is the engine's business; here it lies above whatever is found.
      search: async (request) => {
        const answer = await engine.search(request);
        return request.q === ABSENT ? belowTheLine(answer) : answer;
      },
    });
    server = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
  }, FIRST_BUILD_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  function open(path: string, options: { width?: number; scripts?: boolean } = {}): Promise<Page> {
    return openPage(browser, path, { base: server.url, problems, ...options });
  }

  function shoot(page: Page, name: string): Promise<unknown> {
    return page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
  }

  it('says what a query was read as, takes it back, and takes that back', async () => {
    const page = await open('/?q=烧煤改用电');
    expect(await page.locator('.understood .chip').allInnerTexts()).toContain('以电代煤');
    await shoot(page, 'read-as-1280');
    await page.getByRole('link', { name: '不作联想' }).click();
    await page.waitForURL(/concepts=off/);
    expect(await page.locator('.understood .chip').count()).toBe(0);
    await page.getByRole('link', { name: '恢复联想' }).click();
    await page.waitForURL((url) => !url.searchParams.has('concepts'));
    expect(await page.locator('.understood .chip').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('shows the official words that say it: an arrow to them, and marks on them', async () => {
    const page = await open('/?q=烧煤改用电');
    const hit = page.locator('article.hit', { hasText: '以电代煤' }).first();
    expect(await hit.locator('.notes dd').first().innerText()).toMatch(/烧煤改用电 → \S*以电代煤/);
    expect(await hit.getByRole('img', { name: '即' }).count()).toBe(1);
    expect(await hit.locator('mark').allInnerTexts()).toContain('以电代煤');
    await page.context().close();
  });

  it('narrows to a topic with a click and lets go of it with the second', async () => {
    const page = await open('/?q=水', { scripts: false });
    const all = await page.locator('.totals').innerText();
    const topic = page.locator('nav.topic li:not(:first-child) a').first();
    const name = await topic.locator('[lang]').innerText();
    await topic.click();
    await page.waitForURL(/topic=/);
    expect(new URL(page.url()).searchParams.get('topic')).toBe(name);
    const chosen = page.locator('nav.topic a[aria-current]');
    expect(await chosen.allInnerTexts()).toEqual([expect.stringContaining(name)]);
    expect(await page.locator('.totals').innerText()).not.toBe(all);
    await shoot(page, 'topic-1280');
    await page.getByRole('link', { name: '取消这个主题' }).click();
    await page.waitForURL((url) => !url.searchParams.has('topic'));
    expect(await page.locator('.totals').innerText()).toBe(all);
    await page.context().close();
  });

  it('keeps twelve topics in view and the rest behind a button of the keyboard', async () => {
    const page = await open('/?q=水');
    expect(await page.locator('nav.topic > ul > li').count()).toBe(13); // and "all"
    const hidden = page.locator('nav.topic details li').first();
    expect(await hidden.isVisible()).toBe(false);
    await page.locator('nav.topic summary').focus();
    await page.keyboard.press('Enter');
    expect(await hidden.isVisible()).toBe(true);
    await page.context().close();
  });

  it('keeps a topic in another city, and lets go of it and of the reading with a new query', async () => {
    const page = await open('/?q=水&topic=水污染防治&concepts=off');
    const city = await page.locator('nav.city li:nth-child(2) a').getAttribute('href');
    expect(new URLSearchParams((city ?? '').slice(2)).get('topic')).toBe('水污染防治');
    await page.locator('input[name=q]').fill('噪声');
    await page.locator('form button').click();
    await page.waitForURL(/%E5%99%AA%E5%A3%B0/);
    expect([...new URL(page.url()).searchParams.keys()]).toEqual(['q']);
    await page.context().close();
  });

  it('says first that nothing was found, and what comes nearest below a line', async () => {
    const page = await open(`/?q=${ABSENT}`);
    expect(await page.locator('main').innerText()).toMatch(/没有条款写有“火星移民”，也没有相关条款。/);
    const band = page.getByRole('region', { name: '最接近的条款，不算结果' });
    expect(await band.innerText()).toContain('以下条款没有说所问的事');
    expect(await band.locator('article').count()).toBeGreaterThan(0);
    const heights = await Promise.all(
      [page.locator('.totals'), page.locator('nav.city'), band].map(
        async (part) => (await part.boundingBox())?.y,
      ),
    );
    expect(heights).toEqual([...heights].sort((a, b) => (a ?? 0) - (b ?? 0)));
    expect(await page.locator('#literal, #related').count()).toBe(0);
    await shoot(page, 'nearest-1280');
    await page.goto(`${server.url}/?q=${ABSENT}&lang=en`);
    expect(await page.locator('#nearest').innerText()).toBe('Nearest clauses, not results');
    await page.context().close();
  });

  it.each([
    `/?q=${ABSENT}`,
    '/?q=工厂晚上太吵',
    '/?q=水&topic=水污染防治',
    '/?q=水&lang=en',
    '/?q=水&concepts=off',
  ])('%s reads at 375 px without scrolling sideways', async (path) => {
    const page = await open(path, { width: 375 });
    expect(await scrollsSideways(page)).toBe(false);
    await shoot(page, `375${path.replace(/[^\p{L}\p{N}]+/gu, '-')}`);
    await page.context().close();
  });

  it('loads from nowhere else and reports no error', () => {
    expect(problems).toEqual([]);
  });
});
