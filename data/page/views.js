// The list below the chart, and the two other views: reported against happened, and where articles disagree.
const list = document.getElementById('list');
const other = document.getElementById('other');

// Events of the list: what is shown and lies in the window of the chart, and what has no date.
function listed() {
  if (state.view !== 'chart') return state.shown;
  const whole = view.a <= view.first && view.b >= view.last;
  return whole ? state.shown : state.shown.filter(event => isDrawn(event) && extent(event)[1] > view.a && extent(event)[0] < view.b);
}

function drawList() {
  const events = listed();
  const items = html('ol', {});
  let heading = '';
  for (const event of events.slice(0, state.more)) {
    const day = event.t0 === null ? event.t1 : event.t0;
    const year = day === null ? 'Undated' : yearWords(civil(event.t0 === null ? day - 1 : day)[0]);
    if (year !== heading) items.append(html('li', { class: 'year' }, html('h2', {}, year)));
    heading = year;
    items.append(entry(event));
  }
  list.replaceChildren(items);
  if (!events.length) list.replaceChildren(html('p', { class: 'quiet empty' }, 'No event fits the search and the filters.'));
  if (events.length > state.more) {
    const more = () => { state.more += 500; drawList(); };
    list.append(html('button', { class: 'more', onclick: more }, `Show more (${events.length - state.more} left)`));
  }
}

function entry(event) {
  const names = [...new Set(event.sources.map(sourceName))];
  const sources = names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : '');
  const button = html('button', { class: `entry ${event.tone}`, 'data-entry': event.id, 'aria-pressed': event === state.selected, onclick: () => goTo(event) },
    html('span', { class: 'when' }, event.words), html('span', { class: 'dot', 'aria-hidden': 'true' }), html('span', { class: 'what' }, event.head));
  if (event.status !== 'happened') button.append(html('span', { class: 'chip' }, event.status));
  if (event.conflicts.length) button.append(html('span', { class: 'chip warn' }, disputed(event)));
  button.append(html('span', { class: 'by' }, sources));
  return html('li', {}, button);
}

function markList() {
  for (const button of list.querySelectorAll('[data-entry]')) {
    const own = state.selected && button.dataset.entry === state.selected.id;
    button.setAttribute('aria-pressed', Boolean(own));
  }
}

let pending = 0;

// The list follows the chart, a little later: moving stays smooth.
function windowed() {
  clearTimeout(pending);
  pending = setTimeout(() => { if (state.view === 'chart') drawList(); }, 150);
}

// Each mention as a dot: across when it happened, upwards when it was reported. On the line both are the same day.
function drawReported() {
  const dots = [];
  for (const event of state.shown) {
    if (!isDrawn(event)) continue;
    for (const article of event.sources) if (ARTICLES[article].day !== null) dots.push([event, article]);
  }
  if (!dots.length) return html('p', { class: 'quiet empty' }, 'No article carries a day of publication.');
  const ends = [[Infinity, -Infinity], [Infinity, -Infinity]];
  for (const [event, article] of dots) {
    [extent(event)[0], ARTICLES[article].day].forEach((day, n) => { ends[n] = [Math.min(ends[n][0], day), Math.max(ends[n][1], day)]; });
  }
  const [width, height, left, foot] = [Math.max(other.clientWidth - 10, 360), 460, 110, 40];
  const [[a0, a1], [b0, b1]] = ends.map(([a, b]) => [a - (b - a) * 0.04 - 2, b + (b - a) * 0.04 + 2]);
  const across = day => left + (day - a0) / (a1 - a0) * (width - left - 10);
  const up = day => height - foot - (day - b0) / (b1 - b0) * (height - foot - 10);
  const root = svg('svg', { width, height, role: 'img', 'aria-label': `${dots.length} reports: when they happened and when they were reported` });
  for (const tick of ticks(a0, a1, width - left, 90)) {
    if (tick.at < a0) continue;
    root.append(svg('line', { class: 'rule', x1: across(tick.at), x2: across(tick.at), y1: 10, y2: height - foot }), svg('text', { x: across(tick.at), y: height - 20 }, [tick.context, tick.label].filter(Boolean).reverse().join(' ')));
  }
  for (const tick of ticks(b0, b1, height, 44)) {
    if (tick.at < b0) continue;
    root.append(svg('line', { class: 'rule', x1: left, x2: width - 10, y1: up(tick.at), y2: up(tick.at) }), svg('text', { x: 4, y: up(tick.at) + 4 }, [tick.context, tick.label].filter(Boolean).reverse().join(' ')));
  }
  const [from, to] = [Math.max(a0, b0), Math.min(a1, b1)];
  if (from < to) root.append(svg('line', { class: 'diagonal', x1: across(from), y1: up(from), x2: across(to), y2: up(to) }));
  for (const [event, article] of dots.slice(0, 4000)) {
    const late = ARTICLES[article].day - extent(event)[0];
    const words = late > 0 ? `reported ${late} days later` : late < 0 ? `announced ${-late} days before` : 'reported the same day';
    const dot = svg('circle', { class: `event ${event.tone}`, cx: across(extent(event)[0]), cy: up(ARTICLES[article].day), r: 5, 'data-event-id': event.id });
    dot.append(svg('title', {}, `${event.words}: ${event.head}\n${sourceName(article)}, ${dayWords(ARTICLES[article].day)}: ${words}`));
    root.append(dot);
  }
  const words = 'Across: when it happened. Upwards: when an article reported it. Dots on the dashed line were reported the same day; dots above it look back, dots below it look ahead.';
  return html('div', {}, html('p', { class: 'quiet' }, words), root);
}

// What articles say against each other: of one event, side by side, and about the order of two.
function drawDisputes() {
  const events = state.shown.filter(event => event.conflicts.length);
  const shown = new Set(state.shown);
  const orders = DATA.set_aside.filter(({ from, to }) => shown.has(EVENTS[from]) && shown.has(EVENTS[to]));
  if (!events.length && !orders.length) return html('p', { class: 'quiet empty' }, 'No two articles contradict each other on an event.');
  const box = html('div', { class: 'disputes' });
  events.forEach(event => box.append(html('article', {}, jump(event), ...event.conflicts.map(([field, sides]) => against(event, field, sides)))));
  orders.forEach(order => box.append(html('article', {}, html('p', {}, 'An article puts ', jump(EVENTS[order.from]), ' before ', jump(EVENTS[order.to]), '; dates or surer statements say otherwise.'),
    html('figure', {}, html('blockquote', {}, order.sentence), cite(ARTICLES[order.article])))));
  return box;
}

// The values of one field, each with the articles that give it.
function against(event, field, sides) {
  const columns = sides.map(([value, articles]) => {
    const told = articles.map(article => event.told.find(telling => telling.article === article && (field !== 'date' || telling.date === value))
      || event.told.find(telling => telling.article === article)).filter(Boolean);
    return html('div', {}, html('p', { class: 'value' }, value), ...told.map(telling => quote({ edtf: value }, telling, false)));
  });
  return html('section', {}, html('h3', {}, field), html('div', { class: 'sides' }, ...columns));
}

// The whole list, for paper.
function printed() {
  const items = state.shown.map(event => html('li', {}, html('b', {}, `${event.words} `), event.head,
    html('q', {}, event.told.length ? event.told[0].sentence : ''), html('small', {}, event.sources.map(a => `${ARTICLES[a].title || ARTICLES[a].id}${ARTICLES[a].url ? ` <${ARTICLES[a].url}>` : ''}`).join('; '))));
  document.getElementById('paper').replaceChildren(html('h1', {}, DATA.title), html('ol', {}, ...items));
}
