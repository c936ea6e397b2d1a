/** The page in a real browser: needs a Chromium, of Debian or at CHROMIUM_PATH. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { html } from '../../../src/reporters/html/html.ts';
import { callOf, findingOf, reportOf } from '../sample.ts';

const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => path !== undefined && existsSync(path));
if (executablePath === undefined) console.warn('The HTML report is not tried in a browser: install chromium, or name one in CHROMIUM_PATH.');

const report = reportOf({ calls: [...reportOf().calls, callOf({ id: 'c_9', path: 'src/nine.ts', within: '<img src=x onerror=alert(1)>', cost: { currency: 'USD', inputPerCall: 0.2, outputMaxPerCall: 0.1, basis: 'exact' } })], findings: [...reportOf().findings, findingOf({ id: 'f_9', message: '</script><script>document.title = "taken"</script>' })] });
let browser: Browser;
let folder: string;
let url: string;
/** Whatever the page asked for, said or failed at, over all tests. */
const seen: string[] = [];

async function opened(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options);
  page.on('request', request => request.url() !== url && seen.push(`request ${request.url()}`));
  page.on('console', message => seen.push(`console ${message.text()}`));
  page.on('pageerror', error => seen.push(`error ${error.message}`));
  await page.goto(url);
  return page;
}
const column = (page: Page, table: string, nth: number): Promise<string[]> => page.locator(`table[data-what="${table}"] tbody tr:not([hidden]) td:nth-child(${nth})`).allInnerTexts();

describe.skipIf(executablePath === undefined)('in Chromium', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'promptfare-page-'));
    const file = join(folder, 'report.html');
    writeFileSync(file, html(report));
    url = pathToFileURL(file).href;
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  test('shows figures, and a table sorts by its numbers and back', async () => {
    const page = await opened();
    expect(await page.title()).toBe('promptfare report');
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(['Where the money goes', 'What to do', 'Prompts', 'Findings', 'Calls', 'Coverage']);
    expect(await page.getByRole('img', { name: /^Cost by file and call\. src\/nine\.ts: \$200\.00 per 1,000 calls/ }).count()).toBe(1);
    expect(await column(page, 'calls', 6)).toEqual(['$200.00', '$1.48', '$0.00122', '']);
    const head = page.locator('table[data-what="calls"] th', { hasText: '$ input' });
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await page.keyboard.press('Enter');
    expect([await head.getAttribute('aria-sort'), await column(page, 'calls', 6)]).toEqual(['ascending', ['$0.00122', '$1.48', '$200.00', '']]);
    await page.locator('table[data-what="calls"] th', { hasText: 'call' }).getByRole('button').click();
    expect((await column(page, 'calls', 1)).map(text => text.split(':')[0])).toEqual(['app/ask.ts', 'src/nine.ts', 'src/summary.ts', 'src/very/deep/down/in/the/tree/of/this/project/classifier-of-support-tickets.ts']);
    expect(await page.locator('table[data-what="calls"] th[aria-sort]').count()).toBe(1);
    await page.close();
  });

  test('a table is filtered by words, and says how much is left', async () => {
    const page = await opened();
    const input = page.getByRole('searchbox', { name: 'Filter findings' });
    await input.fill('WARNING require-prompt z.ts');
    expect(await column(page, 'findings', 3)).toEqual(['z.ts:1:1']);
    expect(await page.locator('.filter output').first().innerText()).toBe('1 of 4');
    await input.fill('');
    expect((await column(page, 'findings', 3)).length).toBe(4);
    await page.close();
  });

  test('is whole without a script', async () => {
    const page = await opened({ javaScriptEnabled: false });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.locator('table[data-what="calls"] tbody tr').count()).toBe(4);
    await page.close();
  });

  test('is dark where that is wanted, and light on paper', async () => {
    const background = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const page = await opened({ colorScheme: 'dark' });
    expect(await background(page)).toBe('rgb(13, 17, 23)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    expect(await page.getByRole('searchbox').count()).toBe(0);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    await page.close();
  });

  test('fits a narrow window: what is wide scrolls by itself', async () => {
    const page = await opened({ viewport: { width: 360, height: 800 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.close();
  });

  test('S9: asked for nothing, said nothing, ran nothing of strangers', () => {
    expect(seen).toEqual([]);
  });
});
