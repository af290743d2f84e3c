// A page that takes pasted articles, in a real browser: node paste.mjs DATELINE WASM ARTICLES. Needs playwright-core and axe-core (npm)
// and Chromium. What the page shows is compared with what the program makes of all articles together. One line a check; ends with 1
// when one fails.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [dateline, wasm, articles] = process.argv.slice(2);
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
const folder = mkdtempSync(join(tmpdir(), 'dateline-paste-'));
const file = name => join(folder, name);
let failed = 0;

function check(name, holds, detail = '') {
  if (!holds) failed += 1;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${name} ${detail}`);
}

function make(name, list, ...more) {
  writeFileSync(file('in.jsonl'), list.map(article => JSON.stringify(article)).join('\n'));
  execFileSync(dateline, ['timeline', file('in.jsonl'), '-o', file(name), '--title', 'Paste', ...more], { stdio: 'ignore' });
  return file(name);
}

async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, offline: true, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const [told, asked] = [[], []];
  page.on('pageerror', error => told.push(error.message));
  page.on('console', message => { if (message.type() === 'error') told.push(message.text()); });
  page.on('request', request => { if (!/^(file|blob|data):/.test(request.url())) asked.push(request.url()); });
  await page.goto(pathToFileURL(path).href);
  await page.waitForSelector('#stage svg');
  return { context, page, told, asked };
}

// Fills the form and waits for what is told.
async function paste(page, article) {
  for (const [name, value] of [['Article', article.text], ['Title', article.title], ['Published', article.date], ['Source', article.source], ['Address', article.url]]) {
    await page.locator('#add').getByLabel(name, { exact: true }).fill(value || '');
  }
  await page.locator('#add').getByRole('button', { name: 'Add', exact: true }).click();
  await done(page);
}

async function done(page) {
  await page.waitForFunction(() => !document.querySelector('#add form').hasAttribute('aria-busy') && document.querySelector('#add .told').textContent);
  return page.locator('#add .told').innerText();
}

// The rows of the page as it stands: dates, headlines, sources, and how often told.
const rows = async page => {
  const [csv] = await Promise.all([page.waitForEvent('download'), page.click('#csv')]);
  return readFileSync(await csv.path(), 'utf8');
};

const names = readdirSync(articles).filter(name => name.endsWith('.txt')).sort();
const all = names.map((name, n) => ({ id: n < 4 ? `a${n}` : `pasted-${n - 3}`, text: readFileSync(join(articles, name), 'utf8'), date: '2022-07-01', source: n % 2 ? 'Coast Daily' : '', title: n % 2 ? `Report ${n}` : '' }));
const [shown, pasted] = [all.slice(0, 4), all.slice(4)];

async function grows() {
  const { context, page, told, asked } = await open(make('page.html', shown, '--reader', wasm));
  const whole = await open(make('whole.html', all));
  await page.click('#add-button');
  check('where articles stay is said', /nothing of them leaves it/.test(await done(page)));
  await paste(page, pasted[0]);
  check('a pasted article is told of', /event/.test(await done(page)), (await done(page)).split('\n')[0]);

  // A decision on an event that was there before, and one on an event of the pasted article.
  const first = await page.evaluate(() => document.querySelector('[data-entry]').dataset.entry);
  await page.locator(`[data-entry="${first}"]`).click();
  await page.locator('.verdicts button', { hasText: 'accept' }).click();
  for (const article of pasted.slice(1)) await paste(page, article);
  check('the page is that of all articles', await rows(page) === await rows(whole.page), `${pasted.length} pasted, ${(await rows(page)).split('\r\n').length - 2} rows`);
  check('decisions stay', await page.locator('#decisions').innerText() === 'Decisions (1)');
  await page.fill('input[type=search]', 'zzz');
  await page.waitForTimeout(300);
  await page.fill('input[type=search]', '');
  await page.waitForTimeout(300);

  await paste(page, pasted[0]);
  check('the same article is refused', /already/.test(await done(page)));
  await paste(page, { text: 'It rained.', date: 'in May' });
  check('what is no day is refused', /2022-07-13/.test(await done(page)));
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save page' }).click()]);
  await saved.saveAs(file('saved.html'));
  const list = page.locator('#add .added button');
  const before = await list.count();
  await list.last().click();
  await done(page);
  check('an article is taken out again', await list.count() === before - 1);
  const less = await open(make('less.html', all.slice(0, -1)));
  check('the page is then that of the others', await rows(page) === await rows(less.page));
  check('nothing is asked of a network, no error', asked.length + told.length === 0, [...asked, ...told].join());

  const again = await open(file('saved.html'));
  check('a saved page is the page that was saved', await rows(again.page) === await rows(whole.page));
  check('decisions are saved with it', await again.page.locator('#decisions').innerText() === 'Decisions (1)');
  await again.page.click('#add-button');
  check('articles are saved with it', await again.page.locator('#add .added li').count() === pasted.length);
  await again.page.locator('#add .added button').last().click();
  await done(again.page);
  check('a saved page goes on', await rows(again.page) === await rows(less.page) && again.told.length === 0, again.told.join());
  for (const { context: one } of [whole, less, again]) await one.close();
  await context.close();
}

async function inert() {
  const { context, page, told } = await open(make('page2.html', shown, '--reader', wasm));
  const bad = '<script>window.pwned=1</script><img src=x onerror="window.pwned=1"></script></noscript><!-- x';
  await page.click('#add-button');
  await paste(page, { text: `${bad} Norway recognized ${bad} on April 3, and Norway attacked Peru on May 4.`, title: bad, source: bad, url: 'javascript:alert(1)', date: '2021-05-05' });
  for (const entry of await page.locator('[data-entry]').all()) await entry.click();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save page' }).click()]);
  await saved.saveAs(file('bad.html'));
  const leaked = shownPage => shownPage.evaluate(() => [window.pwned, document.querySelectorAll('img, iframe, a[href^="javascript"]').length, document.scripts.length].join());
  const again = await open(file('bad.html'));
  check('nothing in a pasted article runs', await leaked(page) === ',0,4' && await leaked(again.page) === ',0,4' && told.length + again.told.length === 0, `${await leaked(page)} ${await leaked(again.page)} ${[...told, ...again.told]}`);
  await again.context.close();
  await context.close();
}

async function access() {
  const { context, page } = await open(file('page.html'), { viewport: { width: 390, height: 800 }, hasTouch: true });
  await page.focus('#add-button');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  for (let n = 0; n < 6 && !await page.evaluate(() => document.activeElement.tagName === 'TEXTAREA'); n += 1) await page.keyboard.press('Tab');
  await page.keyboard.insertText('Chile attacked Peru on May 4, 2021.');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('By keyboard');
  await page.keyboard.press('Enter');
  check('the keyboard is enough', /1 new event/.test(await done(page)), await done(page));
  check('nothing is wider than a phone', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), await page.evaluate(() => String(document.documentElement.scrollWidth)));
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, 'page-add-phone.png') });
  const session = await context.newCDPSession(page);
  for (const theme of ['light', 'dark']) {
    await session.send('Page.setBypassCSP', { enabled: true });
    await page.emulateMedia({ colorScheme: theme });
    await page.reload();
    await page.waitForSelector('#stage svg');
    await page.click('#add-button');
    await paste(page, { text: 'Chile attacked Peru on May 4, 2021.', date: 'x' });
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(() => window.axe.run(document));
    const serious = found.violations.filter(violation => ['serious', 'critical'].includes(violation.impact));
    check(`axe, ${theme}`, serious.length === 0, serious.map(v => `${v.id} ${v.nodes[0].html.slice(0, 90)}`).join('; '));
  }
  if (process.env.PICTURES) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await paste(page, pasted[0]);
    await page.screenshot({ path: join(process.env.PICTURES, 'page-add.png') });
  }
  await context.close();
}

await grows();
await inert();
await access();
await browser.close();
rmSync(folder, { recursive: true });
process.exit(failed ? 1 : 0);
