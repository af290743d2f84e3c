// The page in a real browser: node page.mjs PAGE HOSTILE DISPUTED BIG1000 BIG20000 [SCREENSHOTS]; an empty name leaves out what
// it is for. Needs playwright-core and axe-core (npm) and Chromium. With DATELINE and ARTICLES in the environment, the saved
// decisions are given to the program. Prints one line a check; ends with 1 when one fails.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [plain, hostile, disputed, thousand, twenty, pictures] = process.argv.slice(2);
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
let failed = 0;

function check(name, holds, detail = '') {
  if (!holds) failed += 1;
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${name} ${detail}`);
}

async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, offline: true, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const told = [];
  const asked = [];
  page.on('pageerror', error => told.push(error.message));
  page.on('console', message => { if (message.type() === 'error') told.push(message.text()); });
  page.on('dialog', dialog => { told.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', request => { if (!/^(file|blob|data):/.test(request.url())) asked.push(request.url()); });
  await page.goto(pathToFileURL(file).href);
  if (options.javaScriptEnabled !== false) await page.waitForSelector('#stage svg');
  return { context, page, told, asked };
}

const ids = page => page.$$eval('#stage [data-event-id]', nodes => new Set(nodes.map(node => node.dataset.eventId)).size);
const settle = page => page.waitForTimeout(400);

// The drawing beside the page has the page's lanes, and as many lines in the same event and between events.
async function sameAsDrawing(page) {
  const drawing = await page.context().newPage();
  await drawing.goto(pathToFileURL(plain.replace(/html$/, 'svg')).href);
  const lanes = (shown, selector) => shown.$$eval(selector, nodes => nodes.map(node => node.textContent));
  const lines = async (shown, ...selectors) => Promise.all(selectors.map(selector => shown.locator(selector).count()));
  const [own, drawn] = [await lanes(page, '#stage .gutter text title'), await lanes(drawing, 'text.n title')];
  check('the drawing has the lanes of the page', own.length > 0 && own.join() === drawn.join(), `${own.length} ${drawn.length}`);
  const [joins, lined] = [await lines(page, '#stage .same', '#stage .link'), await lines(drawing, 'path.s', 'path.k')];
  check('the drawing has the links of the page', joins[0] > 0 && joins.join() === lined.join(), `${joins} ${lined}`);
  await drawing.close();
}

async function behaviour() {
  const { context, page, told, asked } = await open(plain);
  const events = await page.evaluate(() => JSON.parse(document.getElementById('data').textContent).events);
  const dated = events.filter(event => event.t0 !== null || event.t1 !== null);
  check('every dated event is drawn', await ids(page) === dated.length, `${dated.length} of ${events.length}`);
  await sameAsDrawing(page);
  check('every event is listed', await page.locator('[data-entry]').count() === Math.min(events.length, 150));
  if (pictures) await page.screenshot({ path: join(pictures, 'page.png') });

  await page.locator('#stage [data-event-id] .shape').first().click();
  check('a click opens the event', await page.locator('aside h2').isVisible());
  check('the sentence has its words marked', await page.locator('aside mark').count() > 0);
  check('the address names the event', /#e=[0-9a-f]{12}$/.test(page.url()), page.url().slice(-15));
  if (pictures) await page.screenshot({ path: join(pictures, 'page-event.png') });
  await page.keyboard.press('Escape');
  check('Escape closes it', !await page.locator('aside').isVisible());

  const word = events[0].head.split(' ').pop();
  await page.fill('input[type=search]', word);
  await settle(page);
  const found = await page.locator('[data-entry]').count();
  check('search narrows', found > 0 && found < events.length, `${word}: ${found}`);
  const [csv] = await Promise.all([page.waitForEvent('download'), page.click('#csv')]);
  const rows = readFileSync(await csv.path(), 'utf8').split('\r\n').length - 2;
  check('CSV of what is shown', rows === found, `${rows} rows`);
  await page.fill('input[type=search]', '');
  await settle(page);

  const ticks = () => page.$$eval('#axis text', nodes => nodes.map(node => node.textContent).join());
  const before = await ticks();
  await page.mouse.move(700, 300);
  await page.mouse.wheel(0, -400);
  await settle(page);
  const near = await ticks();
  check('the wheel zooms', near !== before);
  check('the list follows the window', await page.locator('[data-entry]').count() < events.length);
  await page.mouse.move(900, 210);
  await page.mouse.down();
  await page.mouse.move(600, 212, { steps: 5 });
  await page.mouse.up();
  await settle(page);
  const moved = await ticks();
  check('dragging moves', moved !== near);
  await page.focus('#chart');
  await page.keyboard.press('+');
  await settle(page);
  check('plus zooms', await ticks() !== moved);
  await page.keyboard.press('0');
  await settle(page);
  check('0 shows all', await ticks() === before);
  await page.mouse.dblclick(900, 400);
  await settle(page);
  const doubled = await ticks();
  check('a double click zooms', doubled !== before);
  const strip = await page.locator('#overview').boundingBox();
  await page.mouse.move(strip.x + 300, strip.y + 20);
  await page.mouse.down();
  await page.mouse.move(strip.x + 500, strip.y + 20, { steps: 4 });
  await page.mouse.up();
  await settle(page);
  check('the overview moves the window', await ticks() !== doubled);
  await page.focus('#chart');
  await page.keyboard.press('0');
  await settle(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  check('j goes from event to event', await page.locator('aside h2').isVisible());
  await page.keyboard.press('Escape');

  await page.click('#filter-button');
  await page.locator('.toggle input').first().uncheck();
  await settle(page);
  check('filters narrow', await page.locator('[data-entry]').count() < events.length);
  await page.locator('.toggle input').first().check();
  await filters(page, events);
  for (const lane of ['article', 'type', 'one', 'actor']) {
    await page.click(`#lanes [data-value=${lane}]`);
    await settle(page);
    check(`lanes by ${lane}`, await ids(page) === dated.length);
  }
  for (const view of ['reported', 'disputes', 'chart']) {
    await page.click(`#views [data-value=${view}]`);
    check(`view ${view}`, await page.locator(view === 'chart' ? '#stage svg' : '#other > *').first().isVisible());
    if (pictures && view === 'reported') await page.screenshot({ path: join(pictures, 'page-reported.png') });
  }
  await page.locator('[data-entry]').nth(2).click();
  await page.locator('.verdicts button', { hasText: 'reject' }).click();
  await page.locator('[data-entry]').nth(4).click();
  await page.locator('.verdicts input').first().fill('Another headline');
  await page.locator('.verdicts input').first().blur();
  await page.locator('.verdicts input').nth(1).fill('in May');
  await page.locator('.verdicts input').nth(1).blur();
  check('what is no date is no decision', await page.locator('.verdicts input[aria-invalid=true]').count() === 1);
  await page.locator('[data-entry]').nth(0).click();
  await page.locator('.verdicts select').first().selectOption(events[1].id);
  const several = events.find(event => new Set(event.told.map(telling => telling.article)).size > 1);
  await page.locator(`[data-entry="${several.id}"]`).click();
  await page.locator('aside figure button', { hasText: 'another event' }).last().click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#decisions')]);
  const decisions = readFileSync(await file.path(), 'utf8');
  check('decisions are saved', [`reject,${events[2].id}`, `edit,${events[4].id},headline,Another headline`,
    `same,${events[0].id},,${events[1].id}`, `split,${several.id},,`].every(row => decisions.includes(row)) && !decisions.includes('May'), `${decisions.split('\r\n').length - 2} rows`);
  if (process.env.DATELINE) check('the program takes the decisions', curated(await file.path(), events.length), '');
  check('nothing is asked of a network', asked.length === 0, asked.join());
  check('no error', told.length === 0, told.join());
  await context.close();
}

// Each filter leaves what it says, and no other.
async function filters(page, events) {
  const left = async () => {
    await settle(page);
    const shown = new Set(await page.$$eval('[data-entry]', nodes => nodes.map(node => node.dataset.entry)));
    return events.filter(event => shown.has(event.id));
  };
  const who = events.find(event => event.actors.length).actors[0];
  await page.locator('#filters label', { hasText: 'Actor' }).locator('select').selectOption(who);
  check('the filter of actors', (await left()).every(event => [...event.actors, ...event.targets].includes(who)) && (await left()).length > 0, who);
  await page.locator('#filters label', { hasText: 'Actor' }).locator('select').selectOption('');
  const type = events[0].type;
  await page.locator('#filters label', { hasText: 'Type' }).locator('select').selectOption(type);
  check('the filter of types', (await left()).length === events.filter(event => event.type === type).length, type);
  await page.locator('#filters label', { hasText: 'Type' }).locator('select').selectOption('');
  await page.locator('#filters input[type=range]').fill('0.9');
  check('the filter of certainty', (await left()).length === events.filter(event => event.sure >= 0.9).length);
  await page.locator('#filters input[type=range]').fill('0');
  const from = page.locator('#filters label', { hasText: 'From' }).locator('input');
  await from.fill('2022');
  const late = await left();
  check('the filter of time', late.length > 0 && late.length < events.length && late.every(event => event.t1 === null || event.t1 > 18993));
  await from.fill('');
  check('without filters all are back', (await left()).length === events.length);
}

// The rows of a timeline that is made with the decisions: one rejected, two joined, one split into two.
function curated(decisions, before) {
  const rows = execFileSync(process.env.DATELINE, ['timeline', process.env.ARTICLES, '--curation', decisions, '-f', 'jsonl'], { encoding: 'utf8' }).trim().split('\n');
  const listed = rows.map(row => JSON.parse(row)).filter(row => row.listed);
  return listed.length === before - 1 && listed.some(row => row.headline === 'Another headline');
}

// Two articles that contradict each other stand side by side.
async function disputes() {
  if (!disputed) return;
  const { context, page, told } = await open(disputed);
  const events = await page.evaluate(() => JSON.parse(document.getElementById('data').textContent).events);
  const against = events.filter(event => event.conflicts.length);
  await page.click('#views [data-value=disputes]');
  check('disagreements are shown side by side', against.length > 0 && await page.locator('.disputes article').count() >= against.length
    && await page.locator('.sides').first().locator(':scope > div').count() > 1, `${against.length} events`);
  check('each side names its articles', await page.locator('.sides figcaption').count() >= 2 * against.length);
  if (pictures) await page.screenshot({ path: join(pictures, 'page-disagreements.png') });
  check('no error in that view', told.length === 0, told.join());
  await context.close();
}

async function access() {
  for (const colorScheme of ['light', 'dark']) {
    const { context, page } = await open(plain, { colorScheme });
    await page.click('#filter-button');
    await page.click('#help-button');
    await page.locator('[data-entry]').first().click();
    const found = await page.evaluate(async source => {
      // The policy forbids a script element and eval; the test's own world is outside of it.
      if (!window.axe) (0, Function)(source)();
      return window.axe.run(document);
    }, axe).catch(async () => {
      const session = await context.newCDPSession(page);
      await session.send('Page.setBypassCSP', { enabled: true });
      await page.reload();
      await page.waitForSelector('#stage svg');
      await page.click('#filter-button');
      await page.click('#help-button');
      await page.locator('[data-entry]').first().click();
      await page.addScriptTag({ content: axe });
      return page.evaluate(() => window.axe.run(document));
    });
    for (const name of ['reported', 'disputes']) {
      await page.click(`#views [data-value=${name}]`);
      found.violations.push(...(await page.evaluate(() => window.axe.run(document))).violations);
    }
    await page.click('#views [data-value=chart]');
    const serious = found.violations.filter(violation => ['serious', 'critical'].includes(violation.impact));
    check(`axe, ${colorScheme}`, serious.length === 0, serious.map(v => `${v.id} ${v.nodes.length} ${v.nodes[0].html.slice(0, 90)} ${v.nodes[0].failureSummary.slice(0, 200)}`).join('; '));
    if (pictures && colorScheme === 'dark') {
      await page.click('#filter-button');
      await page.click('#help-button');
      await page.screenshot({ path: join(pictures, 'page-dark.png') });
    }
    await context.close();
  }
}

async function other() {
  const first = await open(plain);
  const id = await first.page.evaluate(() => JSON.parse(document.getElementById('data').textContent).events[3].id);
  await first.page.emulateMedia({ media: 'print' });
  await first.page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  check('paper has the whole list', await first.page.locator('#paper li').count() === await first.page.evaluate(() => JSON.parse(document.getElementById('data').textContent).events.length));
  await first.context.close();

  const linked = await open(`${plain}`);
  await linked.page.goto(`${pathToFileURL(plain).href}#e=${id}`);
  await linked.page.reload();
  await linked.page.waitForSelector('aside h2');
  check('a deep link opens its event', await linked.page.locator(`[data-entry="${id}"][aria-pressed=true]`).count() === 1);
  await linked.context.close();

  const bare = await open(plain, { javaScriptEnabled: false });
  check('without a script there is a list', await bare.page.locator('.plain li').first().isVisible());
  await bare.context.close();

  const bad = await open(hostile);
  for (const entry of await bad.page.locator('[data-entry]').all()) await entry.click();
  await bad.page.click('#views [data-value=reported]');
  const leaked = await bad.page.evaluate(() => [window.pwned, document.querySelectorAll('img, iframe, b.x').length, document.scripts.length, document.querySelectorAll('a[href^="javascript"]').length].join());
  check('nothing in an article runs', leaked === ',0,2,0' && bad.told.length === 0, `${leaked} ${bad.told.join()}`);
  await bad.context.close();

  const small = await open(plain, { viewport: { width: 390, height: 800 }, hasTouch: true });
  await small.page.locator('[data-entry]').first().tap();
  check('a phone shows it too', await small.page.locator('aside h2').isVisible());
  check('nothing is wider than a phone', await small.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), await small.page.evaluate(() => String(document.documentElement.scrollWidth)));
  if (pictures) await small.page.screenshot({ path: join(pictures, 'page-phone.png') });
  await small.page.keyboard.press('Escape');
  const ticks = () => small.page.$$eval('#axis text', nodes => nodes.map(node => node.textContent).join());
  const before = await ticks();
  await small.page.evaluate(() => scrollTo(0, 0));
  const stage = await small.page.locator('#stage').boundingBox();
  const touch = (type, ...xs) => small.session.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((x, id) => ({ x: stage.x + x, y: stage.y + 20, id })) });
  small.session = await small.context.newCDPSession(small.page);
  await touch('touchStart', 200, 260);
  for (let step = 1; step <= 6; step += 1) await touch('touchMove', 200 - step * 6, 260 + step * 6);
  await touch('touchEnd');
  await settle(small.page);
  check('two fingers zoom', await ticks() !== before);
  await small.context.close();
}

async function speed() {
  for (const [file, most] of [[thousand, 500], [twenty, 2000]]) {
    if (!file) continue;
    let [best, clock] = [Infinity, Infinity];
    for (let run = 0; run < 3; run += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, offline: true });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector('#stage svg');
      const { metrics } = await session.send('Performance.getMetrics');
      best = Math.min(best, metrics.find(metric => metric.name === 'TaskDuration').value * 1000);
      clock = Math.min(clock, await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd));
      await context.close();
    }
    check(`ready under ${most} ms of the processor`, best < most, `${Math.round(best)} ms, ${Math.round(clock)} ms by the clock`);
  }
}

await behaviour();
await disputes();
await access();
await other();
await speed();
await browser.close();
process.exit(failed ? 1 : 0);
