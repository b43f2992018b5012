/** Owns the real Chromium of the browser tests: whether there is one, and how a page of it is opened. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PROJECT_FOLDER } from '../../src/core/files.ts';

export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
export const SCREENSHOTS = join(PROJECT_FOLDER, 'test/screenshots');

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
}

export interface PageOptions {
  /** Where the server listens: whatever a page loads from elsewhere is a problem. */
  readonly base: string;
  readonly width?: number;
  readonly scripts?: boolean;
  /** Gets errors, warnings, and addresses of other hosts. */
  readonly problems: string[];
}

/** A page in a context of its own; the test closes the context. */
export async function openPage(
  browser: Browser,
  path: string,
  { base, width = 1280, scripts = true, problems }: PageOptions,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: scripts });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) problems.push(request.url());
  });
  await page.goto(base + path);
  return page;
}

export function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}
