/**
 * The two pages in a real Chromium, as an analyst uses them:
 * - a search from the empty page to a marked clause, with a keyboard and with JavaScript off;
 * - nothing is loaded from another host, no script or style error, no horizontal scrolling at 375 px;
 * - hostile queries and documents stay text;
 * - the search box suggests: by keyboard, by mouse, not while an input method composes, and not without JavaScript.
 * Skips, and says so, where there is no Chromium. Screenshots go to test/screenshots/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIndex, openEngine } from '../../src/engine.ts';
import { createApp } from '../../src/server/app.ts';
import { type Listening, listen } from '../../src/server/serve.ts';
import { CHROMIUM, launchChromium, openPage, SCREENSHOTS, scrollsSideways } from '../support/browser.ts';
import { FIRST_BUILD_MS, seedsEngine } from '../support/corpus.ts';
import { inTempFolder } from '../support/folders.ts';

if (CHROMIUM === undefined) console.log('SKIPPED test/browser: no Chromium here (apt-get install chromium)');

describe.skipIf(CHROMIUM === undefined)('in a real browser', () => {
  let browser: Browser;
  let server: Listening;
  const problems: string[] = [];

  beforeAll(async () => {
    mkdirSync(SCREENSHOTS, { recursive: true });
    server = await listen({ fetch: createApp(await seedsEngine()).fetch, host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
  }, FIRST_BUILD_MS);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  function open(
    path: string,
    options: { width?: number; scripts?: boolean; base?: string } = {},
  ): Promise<Page> {
    return openPage(browser, path, { base: server.url, problems, ...options });
  }

  it('goes from the empty page to the marked clause', async () => {
    const page = await open('/');
    await page.keyboard.press('/');
    await page.keyboard.type('光伏');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=/);
    const marks = await page.locator('.band.literal mark').allTextContents();
    expect(marks.length).toBeGreaterThan(5);
    expect(new Set(marks)).toEqual(new Set(['光伏']));
    expect(await page.locator('nav.city').innerText()).toMatch(/南京[\s\S]*南通|南通[\s\S]*南京/);
    await page.screenshot({ path: join(SCREENSHOTS, 'search-1280.png'), fullPage: true });
    await page.locator('a[href^="/d/nanjing-2025/2.2"]').first().click();
    await page.waitForURL(/nanjing-2025\/2\.2/);
    const marked = page.locator('section[aria-current]');
    expect(await marked.innerText()).toContain('全面构建低碳发展政策体系');
    const box = await marked.boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(600);
    await page.screenshot({ path: join(SCREENSHOTS, 'document-1280.png') });
    await page.context().close();
  });

  it('finds, opens and marks a clause without JavaScript', async () => {
    const page = await open('/', { scripts: false });
    await page.locator('input[name=q]').fill('邵伯湖');
    await page.locator('form button').click();
    await page.waitForURL(/q=/);
    await page.locator('a[href^="/d/yangzhou-2024/3.6"]').first().click();
    await page.waitForURL(/yangzhou-2024\/3\.6/);
    const box = await page.locator('section[id="3.6"]').boundingBox();
    expect(box?.y).toBeLessThan(900);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(0);
    await page.context().close();
  });

  it.each([
    '/',
    '/?q=光伏',
    '/?q=烧煤改用电',
    '/d/suzhou-2023/4.19',
    '/d/nantong-2018',
    '/nosuch',
    '/?q=光伏&lang=en',
  ])('%s reads at 375 px without scrolling sideways', async (path) => {
    const page = await open(path, { width: 375 });
    expect(await scrollsSideways(page)).toBe(false);
    const name = path.replace(/[^\p{L}\p{N}]+/gu, '-');
    await page.screenshot({ path: join(SCREENSHOTS, `375${name}.png`), fullPage: true });
    await page.context().close();
  });

  it('takes back what it understood', async () => {
    const page = await open('/?q=扬州 邵伯湖 水质');
    const before = await page.locator('article').count();
    await page.locator('a[href*="intent=off"]').first().click();
    await page.waitForURL(/intent=off/);
    expect(await page.locator('article').count()).not.toBe(before);
    await page.context().close();
  });

  it('says plainly that nothing was found, in both languages', async () => {
    const page = await open('/?q=火星基地移民');
    expect(await page.locator('main').innerText()).toContain('没有条款');
    expect(await page.locator('main').innerText()).toContain('191');
    await page.locator('a[hreflang=en], a:has-text("English")').first().click();
    await page.waitForURL(/lang=en/);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('main').innerText()).toMatch(/no clause/i);
    await page.context().close();
  });

  it('suggests while one types, chooses with the arrows and searches with Enter', async () => {
    const page = await open('/');
    const box = page.getByRole('combobox');
    await box.pressSequentially('净土');
    const list = page.getByRole('listbox');
    await list.waitFor();
    expect(await box.getAttribute('aria-expanded')).toBe('true');
    expect(await list.getByRole('option').count()).toBeGreaterThan(2);
    await page.screenshot({ path: join(SCREENSHOTS, 'suggest-1280.png') });
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    await box.press('ArrowUp');
    const chosen = list.locator('[aria-selected=true]');
    expect(await chosen.count()).toBe(1);
    expect(await chosen.getAttribute('id')).toBe(await box.getAttribute('aria-activedescendant'));
    expect(await box.inputValue()).toBe('净土保卫战');
    await box.press('Enter');
    await page.waitForURL(/q=%E5%87%80%E5%9C%9F%E4%BF%9D%E5%8D%AB%E6%88%98/);
    await page.context().close();
  });

  it('gives back what was typed: past the ends of the list, and with Escape', async () => {
    const page = await open('/d/nanjing-2025', { width: 375 });
    const box = page.getByRole('combobox');
    await box.fill('净土');
    await page.getByRole('option').first().waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, 'suggest-375-document.png') });
    expect(await scrollsSideways(page)).toBe(false);
    await box.press('ArrowUp');
    expect(await box.inputValue()).not.toBe('净土');
    await box.press('ArrowDown');
    expect(await box.inputValue()).toBe('净土');
    await box.press('ArrowDown');
    await box.press('Escape');
    expect(await box.inputValue()).toBe('净土');
    expect(await page.getByRole('listbox').count()).toBe(0);
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    await page.context().close();
  });

  it('searches a suggestion that is clicked, in the scope that was set', async () => {
    const page = await open('/?q=水&city=南京', { width: 375 });
    const box = page.getByRole('combobox');
    await box.fill('生物');
    const option = page.getByRole('option', { name: '生物多样性' }).first();
    await option.waitFor();
    await page.screenshot({ path: join(SCREENSHOTS, 'suggest-375.png') });
    expect(await scrollsSideways(page)).toBe(false);
    await option.click();
    await page.waitForURL(/q=%E7%94%9F%E7%89%A9/);
    expect(page.url()).toContain('city=');
    await page.context().close();
  });

  it('leaves an input method alone while it composes', async () => {
    const page = await open('/');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/suggest'))
        asked.push(new URL(request.url()).searchParams.get('q') ?? '');
    });
    await page.getByRole('combobox').focus();
    const input = await page.context().newCDPSession(page);
    for (const text of ['g', 'gu', 'guangfu']) {
      await input.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
      await page.waitForTimeout(120);
    }
    expect(asked).toEqual([]);
    await input.send('Input.insertText', { text: '光伏' });
    await page.getByRole('option').first().waitFor();
    expect(asked).toEqual(['光伏']);
    await page.context().close();
  });

  it('offers what a mistyped query could have meant, in both languages, and never searches it unasked', async () => {
    const page = await open('/?q=生态补尝');
    expect(await page.locator('.notice').first().innerText()).toBe('要找的是不是：生态补偿');
    await page.screenshot({ path: join(SCREENSHOTS, 'did-you-mean-1280.png') });
    await page.locator('a.meant').click();
    await page.waitForURL(/q=%E7%94%9F%E6%80%81%E8%A1%A5%E5%81%BF/);
    expect(await page.locator('#literal').count()).toBe(1);
    await page.goto(`${server.url}/?q=生态补尝&lang=en`);
    expect(await page.locator('.notice').first().innerText()).toBe('Did you mean: 生态补偿');
    await page.context().close();
  });

  it('has a plain search box without JavaScript', async () => {
    const page = await open('/', { scripts: false });
    expect(await page.getByRole('combobox').count()).toBe(0);
    expect(await page.locator('[role=listbox]').count()).toBe(0);
    await page.context().close();
  });

  it('shows hostile queries and documents as text', async () => {
    const page = await open(`/?q=${encodeURIComponent('<img src=x onerror="document.title=1"> 光伏')}`);
    expect(await page.locator('img').count()).toBe(0);
    await page.context().close();
    const hostile = [
      '关于<script>document.title="taken"</script>的实施方案',
      `一、目标。<img src=x onerror=alert(1)>javascript:alert(1)${'长'.repeat(20_000)}。`,
      '二、措施。\u202e反向\u2066文字。',
    ].join('\n');
    const engine = await inTempFolder(async (folder) => {
      writeFileSync(join(folder, 'hostile-2020.txt'), hostile);
      const options = {
        origin: { kind: 'documents', path: folder } as const,
        indexFolder: join(folder, 'i'),
        embedder: null,
      };
      await buildIndex(options);
      return openEngine(options);
    });
    const own = await listen({ fetch: createApp(engine).fetch, host: '127.0.0.1', port: 0 });
    const shown = await open('/d/hostile-2020', { width: 375, base: own.url });
    expect(await shown.title()).toContain('<script>');
    expect(await shown.locator('main img').count()).toBe(0);
    expect(await scrollsSideways(shown)).toBe(false);
    await shown.context().close();
    await own.close();
  });

  it('loads from nowhere else and reports no error', () => {
    // The 404 page is asked for above; the browser logs its status.
    expect(problems.filter((problem) => !/status of 404/.test(problem))).toEqual([]);
  });
});
