// The data, what is picked of it, and what is decided about it. Nothing here touches the page.
let [DATA, EVENTS, ARTICLES] = [];
const BY_ID = new Map();

const TONE_NAMES = ['cooperation', 'pressure', 'force', 'statement', 'other'];
const STATUS_NAMES = ['happened', 'said', 'planned', 'possible', 'requested', 'denied'];

// What a block of the page holds; null where there is none.
function parsed(id) {
  const block = document.getElementById(id);
  return block && JSON.parse(block.textContent);
}

function take(data) {
  DATA = data;
  [EVENTS, ARTICLES] = [data.events, data.articles];
  BY_ID.clear();
  EVENTS.forEach((event, n) => {
    event.n = n;
    event.sources = [...new Set(event.told.map(telling => telling.article))];
    event.named = [...new Set([...event.people, ...event.about])];
    event.links = [];
    BY_ID.set(event.id, event);
  });
  DATA.links.forEach(([from, to, relation]) => {
    if (!EVENTS[from] || !EVENTS[to]) return;
    EVENTS[from].links.push({ event: EVENTS[to], words: relation === 'before' ? 'comes before' : 'makes true' });
    EVENTS[to].links.push({ event: EVENTS[from], words: relation === 'before' ? 'comes after' : 'made true by' });
  });
}

take(parsed('data'));

// What is asked for; `shown` is what answers it.
const query = { words: [], tones: new Set(TONE_NAMES), statuses: new Set(STATUS_NAMES), sure: 0, actor: '', type: '', article: '', from: null, to: null };
const state = { view: 'chart', lanes: 'actor', selected: null, shown: EVENTS, more: 150 };

// The text of an event in which words are searched; made when it is first needed.
function textOf(event) {
  if (event.text === undefined) {
    const sources = event.sources.map(a => `${ARTICLES[a].title || ''} ${ARTICLES[a].publisher || ''}`);
    const told = event.told.map(telling => telling.sentence);
    const claims = event.claims.map(([source]) => source);
    event.text = [event.head, event.words, event.place || '', ...event.named, ...claims, ...told, ...sources].join(' ').toLowerCase();
  }
  return event.text;
}

function answers(event) {
  if (!query.tones.has(event.tone) || !query.statuses.has(event.status) || event.sure < query.sure) return false;
  if (query.actor && !event.named.includes(query.actor)) return false;
  if (query.type && event.type !== query.type) return false;
  if (query.article !== '' && !event.sources.includes(Number(query.article))) return false;
  if (query.from !== null && (event.t1 === null ? event.t0 === null || !isOpen(event) : event.t1 <= query.from)) return false;
  if (query.to !== null && (event.t0 === null ? event.t1 === null || event.shape !== 'before' && event.shape !== 'until' : event.t0 >= query.to)) return false;
  return query.words.every(word => textOf(event).includes(word));
}

// In how many cases articles contradict each other.
function countDisputes() {
  return EVENTS.reduce((sum, event) => sum + (event.conflicts.length ? 1 : 0), DATA.set_aside.length);
}

function isOpen(event) {
  return event.shape === 'since' || event.shape === 'after';
}

function pick() {
  state.shown = EVENTS.filter(answers);
  state.more = 150;
}

// Names and how often they occur, the most frequent first.
function counted(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function sourceName(article) {
  return ARTICLES[article].publisher || ARTICLES[article].title || ARTICLES[article].id;
}

// Decisions of a person, by event: they go into a file that the next run takes.
const decisions = new Map();

// What can be edited, and how it is written.
const FIELDS = {
  headline: ['Headline', event => event.head], date: ['Date (YYYY-MM-DD, or two with / between)', event => event.edtf], actors: ['Who', event => event.actors.join('; ')],
  targets: ['To whom', event => event.targets.join('; ')], place: ['Where', event => event.place || ''],
};

function decide(event, key, value) {
  const own = decisions.get(event.id) || {};
  if (value === undefined || own[key] === value) delete own[key];
  else own[key] = value;
  if (Object.keys(own).length) decisions.set(event.id, own);
  else decisions.delete(event.id);
}

// A cell that no spreadsheet runs, quoted where it must be.
function cell(text) {
  let value = String(text);
  if (/^[=+\-@\t\r\n＝＋－＠]/.test(value)) value = `'${value}`;
  return /[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value;
}

function table(rows) {
  return rows.map(row => `${row.join(',')}\r\n`).join('');
}

function shownAsCsv() {
  const rows = [['event_id', 'date', 'date_words', 'headline', 'actors', 'targets', 'event_type', 'status', 'confidence', 'sources', 'sentence']];
  for (const event of state.shown) {
    const sources = event.sources.map(a => ARTICLES[a].url || sourceName(a));
    rows.push([event.id, event.edtf, event.words, event.head, event.actors.join('; '), event.targets.join('; '), event.type, event.status,
      event.sure, sources.join('; '), event.told.length ? event.told[0].sentence : ''].map(cell));
  }
  return table(rows);
}

function decisionsAsCsv() {
  const rows = [['decision', 'event_id', 'field', 'value', 'note']];
  for (const [id, own] of decisions) {
    const note = cell(BY_ID.has(id) ? BY_ID.get(id).head : '');
    if (own.verdict) rows.push([own.verdict, id, '', '', note]);
    if (own.same) rows.push(['same', id, '', own.same, note]);
    if (own.apart) rows.push(['not-same', id, '', own.apart, note]);
    if (own.split) rows.push(['split', id, '', '', note]);
    for (const key of Object.keys(own)) if (key.startsWith('split ')) rows.push(['split', id, '', cell(own[key]), note]);
    for (const field of Object.keys(FIELDS)) if (own[field] !== undefined) rows.push(['edit', id, field, cell(own[field]), note]);
  }
  return table(rows);
}
