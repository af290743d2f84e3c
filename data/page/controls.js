// What a person does: search, filters, views, wheel, drag, touch, keys, downloads.
const $ = id => document.getElementById(id);

function refresh() {
  pick();
  const drawn = state.shown.filter(isDrawn);
  const articles = new Set(state.shown.flatMap(event => event.sources));
  const first = drawn.length ? drawn.reduce((a, event) => Math.min(a, extent(event)[0]), Infinity) : null;
  const last = drawn.length ? drawn.reduce((b, event) => Math.max(b, extent(event)[1] - 1), -Infinity) : null;
  const all = state.shown.length === EVENTS.length ? '' : ` of ${EVENTS.length}`;
  const days = first === null ? [] : [...new Set([dayWords(first), dayWords(last)])];
  const count = (number, what) => `${number} ${what}${number === 1 ? '' : 's'}`;
  const events = all ? `${state.shown.length}${all} events` : count(state.shown.length, 'event');
  $('summary').textContent = [events, count(articles.size, 'article'), days.join(' to ')].filter(Boolean).join(' · ');
  drawView();
}

function drawView() {
  chart.hidden = state.view !== 'chart';
  other.hidden = state.view === 'chart';
  $('lanes').hidden = state.view !== 'chart';
  if (state.view === 'chart') redraw();
  if (state.view === 'reported') other.replaceChildren(drawReported());
  if (state.view === 'disputes') other.replaceChildren(drawDisputes());
  drawList();
}

// A row of buttons of which one is pressed.
function segments(box, choices, key, then) {
  box.replaceChildren(...choices.map(([value, name]) => html('button', { 'aria-pressed': state[key] === value, 'data-value': value, onclick: () => {
    state[key] = value;
    segments(box, choices, key, then);
    then();
  } }, name)));
}

function toggles(title, names, chosen) {
  const box = html('fieldset', {}, html('legend', {}, title));
  for (const name of names) {
    const count = EVENTS.reduce((sum, event) => sum + (event.tone === name || event.status === name ? 1 : 0), 0);
    if (!count) continue;
    const input = html('input', { type: 'checkbox', value: name });
    input.checked = chosen.has(name);
    input.addEventListener('change', () => {
      if (input.checked) chosen.add(name);
      else chosen.delete(name);
      refresh();
    });
    box.append(html('label', { class: `toggle ${name}` }, input, `${name} `, html('span', { class: 'quiet' }, String(count))));
  }
  return box;
}

function choice(name, options, key) {
  const input = html('select', {}, html('option', { value: '' }, 'all'), ...options.map(([value, label]) => html('option', { value }, label)));
  input.value = query[key];
  if (input.value !== String(query[key])) query[key] = '';
  input.addEventListener('change', () => { query[key] = input.value; refresh(); });
  return html('label', {}, name, input);
}

function limit(name, key, end) {
  const input = html('input', { type: 'text', placeholder: 'YYYY-MM-DD', size: 11, inputmode: 'numeric' });
  input.addEventListener('input', () => {
    const days = parseDate(input.value);
    input.setAttribute('aria-invalid', Boolean(input.value && !days));
    query[key] = days ? days[end] : null;
    refresh();
  });
  return html('label', {}, name, input);
}

function timeFilters() {
  const sure = html('input', { type: 'range', min: 0, max: 1, step: 0.05, value: 0 });
  const value = html('output', {}, '0 %');
  sure.addEventListener('input', () => {
    query.sure = Number(sure.value);
    value.textContent = `${Math.round(query.sure * 100)} %`;
    refresh();
  });
  return html('fieldset', {}, html('legend', {}, 'When and how sure'), limit('From', 'from', 0), limit('To', 'to', 1), html('label', {}, 'At least', sure, value));
}

// Filters of what there is; they are made anew when there is more, but for those of time.
function buildFilters() {
  const people = counted(EVENTS.flatMap(event => event.named)).slice(0, 400);
  const types = counted(EVENTS.map(event => event.type)).map(([type, count]) => [type, `${type.toLowerCase()} (${count})`]);
  const articles = ARTICLES.map((article, n) => [n, `${article.published || ''} ${article.title || article.id}`.trim().slice(0, 90)]);
  const last = $('filters').lastElementChild || timeFilters();
  $('filters').replaceChildren(
    toggles('What', TONE_NAMES, query.tones), toggles('How real', STATUS_NAMES, query.statuses),
    html('fieldset', {}, html('legend', {}, 'Which'), choice('Actor', people.map(([name, count]) => [name, `${name} (${count})`]), 'actor'), choice('Type', types, 'type'), choice('Article', articles.slice(0, 1000), 'article')),
    last);
}

function buildHelp() {
  const keys = [['wheel, + −, pinch', 'nearer, farther'], ['drag, ← →', 'earlier, later'], ['0', 'all'], ['j k', 'next, previous event'], ['/', 'search'], ['Esc', 'close']];
  const signs = [['●', 'a day; with a ring: told by several articles'], ['▬', 'lasted, or a month or a year'], ['├─┤', 'some time between two days'], ['←┤', 'not later than'], ['├→', 'from then on, or not earlier'], ['dashed', 'about'], ['hollow', 'planned, possible, asked for'], ['pale', 'less sure']];
  const table = (title, rows) => html('div', {}, html('h3', {}, title), html('dl', {}, ...rows.flatMap(([a, b]) => [html('dt', {}, a), html('dd', {}, b)])));
  const words = 'Accept, reject, edit, join or split events in their panel; Decisions saves all as a file for dateline --curation.';
  $('help').append(table('Keys', keys), table('Signs', signs), html('div', {}, html('h3', {}, 'Decisions'), html('p', {}, words)));
}

function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = html('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function countDecisions() {
  $('decisions').disabled = decisions.size === 0;
  $('decisions').textContent = decisions.size ? `Decisions (${decisions.size})` : 'Decisions';
  redraw();
}

function expand(button, panel) {
  $(button).addEventListener('click', () => {
    $(panel).hidden = !$(panel).hidden;
    $(button).setAttribute('aria-expanded', !$(panel).hidden);
    redraw();
  });
}

// The next or the previous event of what is shown.
function step(by) {
  const events = state.shown.filter(isDrawn);
  const at = events.indexOf(state.selected);
  const next = at < 0 ? (by > 0 ? 0 : events.length - 1) : at + by;
  if (events[next]) goTo(events[next]);
}

function onKey(key) {
  if (key.ctrlKey || key.metaKey || key.altKey) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(key.target.tagName);
  if (key.key === 'Escape') { if (typing) key.target.blur(); else select(null); return; }
  if (typing) return;
  const inChart = chart.contains(key.target);
  const keys = { '+': () => zoom(0.6), '=': () => zoom(0.6), '-': () => zoom(1.6), 0: () => show(view.first, view.last), j: () => step(1), k: () => step(-1), '/': () => $('search').focus() };
  if (inChart) Object.assign(keys, { ArrowLeft: () => move(-0.2), ArrowRight: () => move(0.2), ArrowDown: () => step(1), ArrowUp: () => step(-1) });
  const act = keys[key.key];
  if (!act) return;
  key.preventDefault();
  act();
}

const dayAt = clientX => view.a + (clientX - stage.getBoundingClientRect().left - GUTTER) / scale();

// One pointer drags, two pinch; a press that does not move selects.
function pointers() {
  const down = new Map();
  let moved = 0;
  stage.addEventListener('pointerdown', press => { down.set(press.pointerId, press.clientX); moved = 0; });
  stage.addEventListener('pointermove', drag => {
    if (!down.has(drag.pointerId)) return;
    const before = down.get(drag.pointerId);
    moved += Math.abs(drag.clientX - before);
    if (moved < 4) return;
    if (!stage.hasPointerCapture(drag.pointerId)) stage.setPointerCapture(drag.pointerId);
    if (down.size === 1) move((before - drag.clientX) / (view.width - GUTTER));
    else {
      const [still] = [...down].filter(([id]) => id !== drag.pointerId).map(([, at]) => at);
      if (Math.abs(drag.clientX - still) > 10) zoom(Math.abs(before - still) / Math.abs(drag.clientX - still), dayAt(still));
    }
    down.set(drag.pointerId, drag.clientX);
  });
  const up = release => down.delete(release.pointerId);
  ['pointerup', 'pointercancel', 'pointerleave'].forEach(name => stage.addEventListener(name, up));
  const pressed = click => {
    const node = click.target.closest('[data-event-id]');
    if (node && moved < 4) select(BY_ID.get(node.dataset.eventId), click.detail === 0);
  };
  stage.addEventListener('click', pressed);
  other.addEventListener('click', pressed);
  stage.addEventListener('dblclick', twice => zoom(0.4, dayAt(twice.clientX)));
  stage.addEventListener('wheel', turn => {
    turn.preventDefault();
    if (Math.abs(turn.deltaX) > Math.abs(turn.deltaY) || turn.shiftKey) move((turn.deltaX || turn.deltaY) / 800);
    else zoom(Math.exp(turn.deltaY / 400), dayAt(turn.clientX));
  }, { passive: false });
}

// The window of the overview follows the pointer.
function overviewPointer() {
  let held = false;
  const centre = at => {
    const box = overview.getBoundingClientRect();
    const day = view.first + (at.clientX - box.left - GUTTER) / (view.width - GUTTER) * (view.last - view.first);
    const half = (view.b - view.a) / 2;
    show(day - half, day + half);
  };
  overview.addEventListener('pointerdown', press => { held = true; overview.setPointerCapture(press.pointerId); centre(press); });
  overview.addEventListener('pointermove', drag => { if (held) centre(drag); });
  overview.addEventListener('pointerup', () => { held = false; });
}

function fromAddress() {
  const id = /^#e=([0-9a-f]+)$/.exec(location.hash);
  const event = id && BY_ID.get(id[1]);
  if (event) goTo(event);
}

// All that follows from the data.
function showAll() {
  measureTime();
  const views = [['chart', 'Timeline'], ['reported', 'Reported'], ['disputes', `Disagreements (${countDisputes()})`]];
  segments($('views'), views, 'view', drawView);
  buildFilters();
  refresh();
  countDecisions();
}

function start() {
  $('title').textContent = DATA.title;
  document.body.classList.add('live');
  $('app').hidden = false;
  segments($('lanes'), [['actor', 'By actor'], ['article', 'By source'], ['type', 'By kind'], ['one', 'Together']], 'lanes', redraw);
  TONE_NAMES.forEach(tone => $('legend').append(html('li', { class: tone }, tone)));
  buildHelp();
  buildPaste();
  expand('filter-button', 'filters');
  expand('help-button', 'help');
  let typed = 0;
  $('search').addEventListener('input', () => {
    clearTimeout(typed);
    typed = setTimeout(() => { query.words = $('search').value.toLowerCase().split(/\s+/).filter(Boolean); refresh(); }, 120);
  });
  $('csv').addEventListener('click', () => download('events.csv', `\ufeff${shownAsCsv()}`, 'text/csv'));
  $('decisions').addEventListener('click', () => download('curation.csv', decisionsAsCsv(), 'text/csv'));
  $('theme').addEventListener('click', () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === 'dark';
    document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  });
  document.addEventListener('keydown', onKey);
  pointers();
  overviewPointer();
  addEventListener('resize', redraw);
  addEventListener('hashchange', fromAddress);
  addEventListener('beforeprint', printed);
  showAll();
  fromAddress();
}
