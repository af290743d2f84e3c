// Every format in its JavaScript program: node check.mjs FOLDER, after check.py has made the files. Needs the packages of
// `run` in the current folder, and Chromium. One line a check; ends with 1 when one fails.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const bring = name => import(pathToFileURL(require.resolve(name)).href);
const { chromium } = require('playwright-core');
const folder = process.argv[2];
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: flags });
let failed = 0;

// An empty page whose only network is `files`.
async function empty(files = {}) {
  const page = await (await browser.newContext()).newPage();
  await page.route('**/*', route => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: '<div id="box" style="width:1200px;height:600px"></div>' });
    return name in files ? route.fulfill({ body: files[name], headers: { 'access-control-allow-origin': '*' } }) : route.abort();
  });
  await page.goto('http://local.test/');
  return page;
}

const checks = {
  async papaparse(text) {
    const read = require('papaparse').parse(text, { header: true, skipEmptyLines: true });
    if (read.errors.length) throw new Error(JSON.stringify(read.errors[0]));
    return read.data.length;
  },
  async icaljs(text) {
    const module = await bring('ical.js');
    const ICAL = module.default || module;
    const calendar = new ICAL.Component(ICAL.parse(text));
    const events = calendar.getAllSubcomponents('vevent').map(event => new ICAL.Event(event));
    return events.filter(event => event.endDate.compare(event.startDate) > 0).length + calendar.getAllSubcomponents('vjournal').length;
  },
  async markwhen(text) {
    const { parse } = await bring('@markwhen/parser');
    const ids = [];
    const walk = node => { if (Array.isArray(node.children)) node.children.forEach(walk); else if (node.firstLine) ids.push(node.id || node.firstLine.raw); };
    walk(parse(text).events);
    return ids.length;
  },
  async vegalite(text) {
    const vl = await bring('vega-lite');
    const vega = await bring('vega');
    const told = [];
    const logger = { warn: (...words) => told.push(words.join(' ')), info() { return this; }, debug() { return this; }, error: (...words) => told.push(words.join(' ')), level() { return this; } };
    const { spec } = vl.compile(JSON.parse(text), { logger });
    const view = await new vega.View(vega.parse(spec), { renderer: 'none' }).runAsync();
    if (told.length) throw new Error(told[0]);
    let marks = 0;
    const walk = item => { if (item.marktype && /^layer_\d+_marks$/.test(item.name || '')) marks += item.items.length; (item.items || []).forEach(walk); };
    walk(view.scenegraph().root);
    return marks;
  },
  async marked(text) {
    const { marked } = await bring('marked');
    const html = marked.parse(text);
    if (/<script|<img/i.test(html)) throw new Error('markup came through');
    return html.split('<tr>').length - 2;
  },
  async mermaid(text) {
    const page = await empty();
    await page.addScriptTag({ path: join(dirname(require.resolve('mermaid')), 'mermaid.min.js') });
    const count = await page.evaluate(async source => {
      window.mermaid.initialize({ startOnLoad: false });
      const diagram = await window.mermaid.mermaidAPI.getDiagramFromText(source);
      const count = diagram.db.getTasks().reduce((sum, task) => sum + task.events.length, 0);
      if (source.length < 20000) await window.mermaid.render('drawn', source);
      return count;
    }, text);
    await page.context().close();
    return count;
  },
  async vis(text) {
    const page = await empty();
    const file = join(dirname(require.resolve('vis-timeline/package.json')), 'standalone/umd/vis-timeline-graph2d.min.js');
    await page.addScriptTag({ path: file });
    const count = await page.evaluate(data => {
      const timeline = new window.vis.Timeline(document.getElementById('box'), new window.vis.DataSet(data.items), new window.vis.DataSet(data.groups), { stack: data.items.length < 500 });
      if (window.pwned) throw new Error('a script ran');
      const bad = data.items.filter(item => !(timeline.itemSet.items[item.id].data.start instanceof Date) || Number.isNaN(Number(timeline.itemSet.items[item.id].data.start)));
      return Object.keys(timeline.itemSet.items).length - bad.length;
    }, JSON.parse(text));
    await page.context().close();
    return count;
  },
  async timelinejs(text, name) {
    const page = await empty({ [name]: text });
    const at = require.resolve('@knight-lab/timelinejs/package.json');
    await page.addScriptTag({ path: join(dirname(at), 'dist/js/timeline.js') });
    const count = await page.evaluate(async ([source, file]) => {
      window.line = new window.TL.Timeline('box', file.endsWith('.csv') ? `http://local.test/${file}` : JSON.parse(source), { font: null });
      for (let wait = 0; wait < 200 && !(window.line.config && window.line.config.events.length && document.querySelector('.tl-timemarker')); wait += 1) await new Promise(done => setTimeout(done, 50));
      if (window.pwned) throw new Error('a script ran');
      return window.line.config.events.length;
    }, [text, name]);
    await page.context().close();
    return count;
  },
};

const plan = [['csv', 't.csv', 'papaparse'], ['ics', 't.ics', 'icaljs'], ['markwhen', 't.mw', 'markwhen'], ['vegalite', 't.vegalite.json', 'vegalite'],
  ['markdown', 't.md', 'marked'], ['mermaid', 't.mmd', 'mermaid'], ['vis', 't.vis.json', 'vis'], ['timelinejs', 't.timelinejs.csv', 'timelinejs'],
  ['timelinejs-json', 't.timelinejs.json', 'timelinejs']];

for (const sample of ['plain', 'early', 'partial', 'bounds', 'large', 'hostile']) {
  const expected = JSON.parse(readFileSync(join(folder, sample, 'expected.json'), 'utf8'));
  for (const [kind, name, program] of plan) {
    // TimelineJS draws every slide: thousands are beyond it.
    if (sample === 'large' && program === 'timelinejs') continue;
    let error = '';
    let count = 0;
    try {
      count = await checks[program](readFileSync(join(folder, sample, name), 'utf8'), name);
      if (count !== expected[kind]) error = `${count} events instead of ${expected[kind]}`;
    } catch (problem) {
      error = String(problem).slice(0, 300);
    }
    if (error) failed += 1;
    console.log(`${error ? 'FAIL' : 'ok  '} ${sample.padEnd(8)} ${kind.padEnd(15)} ${program.padEnd(12)} ${error || count}`);
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
