// The chart: lanes, rows in them, marks, links, the axis and the overview.
const SVG = 'http://www.w3.org/2000/svg';
const ROW = 22;
const MOST_ROWS = 6;
const MOST_LANES = 14;
const MOST_MARKS = 900;
const GUTTER = 150;
// The mean width of a letter of a label in this browser's fonts.
const LETTER = (() => {
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText('Finland and Sweden agreed on the treaty in 2022').width / 47 + 0.15;
})();
const chart = document.getElementById('chart');
const stage = document.getElementById('stage');
const axis = document.getElementById('axis');
const overview = document.getElementById('overview');

// The days in view and the days there are.
const view = { a: 0, b: 1, first: 0, last: 1, width: 800 };
let layout = null;

function svg(name, attributes, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  node.append(...children);
  return node;
}

function html(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const key in attributes) {
    if (key === 'onclick') node.addEventListener('click', attributes[key]);
    else node.setAttribute(key, attributes[key]);
  }
  node.append(...children);
  return node;
}

// Where an event begins and ends on the axis; open ends reach as far as a fading bar.
function extent(event) {
  if (event.t0 === null) return [event.t1 - 1, event.t1];
  return [event.t0, event.t1 === null ? event.t0 + 1 : event.t1];
}

// Pixels that a sign takes before and behind its days: the dots of an open end.
function dots(event) {
  if (event.shape === 'before' || event.shape === 'until') return [36, 0];
  return isOpen(event) ? [0, 32] : [0, 0];
}

function isDrawn(event) {
  return event.t0 !== null || event.t1 !== null;
}

function measureTime() {
  let [first, last] = [Infinity, -Infinity];
  for (const event of EVENTS) {
    if (!isDrawn(event)) continue;
    const [a, b] = extent(event);
    if (a < first) first = a;
    if (b > last) last = b;
  }
  if (first > last) [first, last] = [0, 365];
  const span = Math.max(last - first, 10);
  [view.first, view.last] = [first - span * 0.03, last + span * 0.16];
  [view.a, view.b] = [view.first, view.last];
}

function x(day) {
  return GUTTER + (day - view.a) * scale();
}

function scale() {
  return (view.width - GUTTER) / (view.b - view.a);
}

// The lanes of an event: an event of two actors stands in both.
function keysOf(event) {
  if (state.lanes === 'actor') return event.people.length ? event.people : ['No named actor'];
  if (state.lanes === 'article') return event.sources.map(a => sourceName(a));
  if (state.lanes === 'type') return [event.tone];
  return ['All events'];
}

// Lanes with their events: the ones with most events, and one for what is in none of them.
function lanesOf(events) {
  const ranked = counted(events.flatMap(event => [...new Set(keysOf(event))]));
  const kept = ranked.filter(([, count]) => ranked.length <= MOST_LANES || count > 1).slice(0, MOST_LANES).map(([name]) => name);
  if (state.lanes === 'type') kept.sort((a, b) => TONE_NAMES.indexOf(a) - TONE_NAMES.indexOf(b));
  const lanes = new Map(kept.map(name => [name, { name, events: [] }]));
  const others = { name: 'Others', events: [] };
  for (const event of events) {
    const own = [...new Set(keysOf(event))].filter(name => lanes.has(name));
    own.forEach(name => lanes.get(name).events.push(event));
    if (!own.length) others.events.push(event);
  }
  const all = [...lanes.values()];
  if (others.events.length) all.push(others);
  return all;
}

// Puts the events of a lane into rows: a row is free where its last mark has ended; a label gives way to the next mark.
function rowsOf(lane, pixels) {
  const rows = [];
  const places = [];
  for (const event of lane.events) {
    const [a, b] = extent(event);
    const [lead, tail] = dots(event);
    const [start, end] = [a * pixels - lead, Math.max(b * pixels, a * pixels + 12) + tail];
    const wide = end + 8 + event.head.length * LETTER;
    let row = rows.findIndex(last => last.label + 6 <= start);
    if (row < 0 && rows.length < MOST_ROWS) row = rows.push(null) - 1;
    if (row < 0) {
      let best = -1;
      rows.forEach((last, n) => {
        const room = start - last.end;
        if (room >= 14 && (best < 0 || room > start - rows[best].end)) best = n;
      });
      row = best < 0 ? event.n % MOST_ROWS : best;
      const last = rows[row].place;
      last.room = Math.max(0, start - rows[row].end - 16);
    }
    const before = rows[row] ? start - rows[row].label : Infinity;
    const place = { event, row, room: Infinity, before };
    places.push(place);
    rows[row] = { end, label: wide, place };
  }
  return { places, rows: rows.length };
}

// The lay-out depends on the scale, not on where the view is: nothing jumps while one moves.
function arrange() {
  const pixels = scale();
  const key = `${state.lanes} ${pixels} ${view.width}`;
  if (layout && layout.key === key && layout.shown === state.shown) return;
  const drawn = state.shown.filter(isDrawn).sort((a, b) => extent(a)[0] - extent(b)[0] || a.n - b.n);
  let top = 0;
  const lanes = lanesOf(drawn).map(lane => {
    const { places, rows } = rowsOf(lane, pixels);
    const placed = { name: lane.name, count: lane.events.length, places, top, height: Math.max(1, rows) * ROW + 10 };
    top += placed.height;
    return placed;
  });
  layout = { key, shown: state.shown, lanes, height: Math.max(top, 40) };
}

function visible(place) {
  const [a, b] = extent(place.event);
  return b >= view.a - 12 / scale() && a <= view.b;
}

function draw() {
  view.width = Math.max(stage.clientWidth, 360);
  arrange();
  const root = svg('svg', { width: view.width, height: layout.height, role: 'group', 'aria-label': 'Events' });
  const grid = svg('g', { class: 'grid' });
  for (const tick of ticks(view.a, view.b, view.width - GUTTER, 64)) {
    if (tick.at >= view.a) grid.append(svg('line', { x1: x(tick.at), x2: x(tick.at), y1: 0, y2: layout.height }));
  }
  root.append(grid);
  const inView = layout.lanes.map(lane => lane.places.filter(visible));
  const total = inView.reduce((sum, places) => sum + places.length, 0);
  const joins = svg('g', { class: 'joins' });
  const marks = svg('g', {});
  const where = new Map();
  layout.lanes.forEach((lane, n) => {
    if (n % 2) grid.prepend(svg('rect', { class: 'band', x: 0, y: lane.top, width: view.width, height: lane.height }));
    if (total > MOST_MARKS) marks.append(density(lane, inView[n]));
    else inView[n].forEach(place => marks.append(mark(lane, place, where)));
  });
  drawJoins(joins, where);
  root.append(joins, marks, gutter());
  stage.replaceChildren(root);
  drawAxis();
  drawOverview();
}

// The names of the lanes.
function gutter() {
  const group = svg('g', { class: 'gutter' });
  layout.lanes.forEach((lane, n) => {
    group.append(svg('rect', { class: n % 2 ? 'band' : 'paper', x: 0, y: lane.top, width: GUTTER - 8, height: lane.height }));
    const name = lane.name.length > 21 ? `${lane.name.slice(0, 20)}…` : lane.name;
    const label = svg('text', { x: 2, y: lane.top + 20 }, name);
    label.append(svg('title', {}, `${lane.name}: ${lane.count}`));
    group.append(label, svg('line', { x1: 0, x2: view.width, y1: lane.top, y2: lane.top }));
  });
  return group;
}

// One event in one lane.
function mark(lane, place, where) {
  const { event } = place;
  const [a, b] = extent(event);
  const y = lane.top + 6 + place.row * ROW + ROW / 2 - 2;
  const [x0, x1] = [Math.max(x(a), GUTTER - 400), Math.min(x(b), view.width + 400)];
  const classes = ['event', event.tone, event.status, event.approx ? 'approx' : '', event.sources.length > 1 ? 'many' : '',
    state.selected === event ? 'selected' : '', decided(event)];
  const group = svg('g', { class: classes.filter(Boolean).join(' '), 'data-event-id': event.id, role: 'graphics-symbol',
    'aria-label': `${event.words}: ${event.head}` });
  group.append(glyph(event, x0, x1, y));
  const words = label(place, x0, Math.max(x1, x0 + 12), y);
  if (words) group.append(words);
  group.append(svg('title', {}, `${event.words}\n${event.head}`));
  const known = where.get(event);
  if (known) known.push([x0 + 5, y]);
  else where.set(event, [[x0 + 5, y]]);
  return group;
}

// The headline behind its mark; before it where there is more room; shortened where there is little.
function label({ event, room, before }, x0, end, y) {
  const [dotsBefore, dotsBehind] = dots(event);
  const from = Math.max(end + dotsBehind + 5, GUTTER);
  const after = Math.min(room, view.width - from);
  const wanted = event.head.length * LETTER;
  const lead = dotsBefore + 6;
  const left = Math.min(before, x0 - dotsBefore - GUTTER) - 10;
  if (wanted > after && left >= wanted) return svg('text', { x: x0 - lead, y: y + 4, 'text-anchor': 'end' }, event.head);
  const letters = Math.floor(after / LETTER);
  if (letters < 6 || end < GUTTER) return null;
  return svg('text', { x: from, y: y + 4 }, event.head.length > letters ? `${event.head.slice(0, letters - 1)}…` : event.head);
}

function decided(event) {
  const own = decisions.get(event.id);
  return own && own.verdict ? own.verdict : '';
}

// A dot for a day, a bar for what lasts, a thin bar with ends for bounds, a fading line where one end is open.
function glyph(event, x0, x1, y) {
  const group = svg('g', { opacity: 0.4 + 0.6 * event.sure });
  const wide = Math.max(x1 - x0, 10);
  if (event.shape === 'between') {
    group.append(svg('path', { class: 'line', d: `M${x0} ${y - 5}V${y + 5}M${x0} ${y}H${x0 + wide}M${x0 + wide} ${y - 5}V${y + 5}` }));
  } else if (event.shape === 'before' || event.shape === 'until') {
    group.append(svg('path', { class: 'line open', d: `M${x0 - 34} ${y}H${x0 + 10}` }), svg('path', { class: 'line', d: `M${x0 + 10} ${y - 6}V${y + 6}M${x0 - 30} ${y - 4}l-5 4l5 4` }));
  } else if (isOpen(event)) {
    group.append(svg('path', { class: 'line open', d: `M${x0} ${y}H${x0 + 40}` }), svg('path', { class: 'line', d: `M${x0} ${y - 6}V${y + 6}M${x0 + 36} ${y - 4}l5 4l-5 4` }));
  } else if (event.shape === 'span') {
    group.append(svg('rect', { class: 'shape', x: x0, y: y - 5, width: wide, height: 10, rx: event.approx ? 5 : 3 }));
  } else {
    if (event.sources.length > 1) group.append(svg('circle', { class: 'ring', cx: x0 + 5, cy: y, r: 8 }));
    group.append(svg('circle', { class: 'shape', cx: x0 + 5, cy: y, r: 5 }));
  }
  return group;
}

// Too many to tell apart: how many there are, in columns.
function density(lane, places) {
  const group = svg('g', { class: 'density' });
  const column = 6;
  const counts = new Uint32Array(Math.ceil((view.width - GUTTER) / column) + 1);
  let most = 1;
  for (const { event } of places) {
    const at = Math.floor((x(extent(event)[0]) - GUTTER) / column);
    if (at >= 0 && at < counts.length && ++counts[at] > most) most = counts[at];
  }
  const height = lane.height - 8;
  counts.forEach((count, at) => {
    if (!count) return;
    const tall = Math.max(2, height * Math.sqrt(count / most));
    const bar = svg('rect', { x: GUTTER + at * column, y: lane.top + lane.height - 4 - tall, width: column - 1, height: tall });
    bar.append(svg('title', {}, `${count} events: come nearer to see them`));
    group.append(bar);
  });
  return group;
}

// Lines between the places of one event, and curves for the links that articles tell.
function drawJoins(group, where) {
  for (const [event, places] of where) {
    const own = event === state.selected ? ' own' : '';
    if (places.length > 1) {
      const ys = places.map(place => place[1]);
      group.append(svg('path', { class: `same${own}`, 'data-link': 'same', d: `M${places[0][0]} ${Math.min(...ys)}V${Math.max(...ys)}` }));
    }
    for (const link of event.links) {
      const others = where.get(link.event);
      if (!others || link.event.n < event.n) continue;
      const [[x0, y0], [x1, y1]] = [places[0], others[0]];
      const bend = Math.max(30, Math.abs(x1 - x0) / 2);
      const strong = own || link.event === state.selected ? ' own' : '';
      group.append(svg('path', { class: `link${strong}`, 'data-link': link.words, d: `M${x0} ${y0}C${x0 + bend} ${y0} ${x1 - bend} ${y1} ${x1} ${y1}` }));
    }
  }
}

function drawAxis() {
  const root = svg('svg', { width: view.width, height: 40, 'aria-hidden': 'true' });
  for (const tick of ticks(view.a, view.b, view.width - GUTTER, 64)) {
    const at = Math.max(x(tick.at), GUTTER);
    if (tick.at < view.a && !tick.context) continue;
    if (tick.context) root.append(svg('text', { class: 'context', x: at + 3, y: 15 }, tick.context));
    if (tick.at >= view.a) root.append(svg('text', { x: at + 3, y: 33 }, tick.label), svg('line', { x1: at, x2: at, y1: 22, y2: 40 }));
  }
  axis.replaceChildren(root);
}

function drawOverview() {
  const width = view.width - GUTTER;
  const root = svg('svg', { width: view.width, height: 52 });
  const bins = new Uint32Array(Math.max(1, Math.floor(width / 4)));
  const perDay = width / (view.last - view.first);
  let most = 1;
  for (const event of state.shown) {
    if (!isDrawn(event)) continue;
    const bin = Math.floor((extent(event)[0] - view.first) * perDay / 4);
    if (bin >= 0 && bin < bins.length && ++bins[bin] > most) most = bins[bin];
  }
  bins.forEach((count, bin) => {
    if (!count) return;
    const tall = Math.max(3, 30 * Math.sqrt(count / most));
    root.append(svg('rect', { class: 'bin', x: GUTTER + bin * 4, y: 34 - tall, width: 3, height: tall }));
  });
  for (const tick of ticks(view.first, view.last, width, 80)) {
    if (tick.at >= view.first) root.append(svg('text', { x: GUTTER + (tick.at - view.first) * perDay, y: 48 }, tick.context || tick.label));
  }
  const [x0, x1] = [view.a, view.b].map(day => GUTTER + (day - view.first) * perDay);
  root.append(svg('rect', { class: 'window', x: x0, y: 1, width: Math.max(6, x1 - x0), height: 34, rx: 3 }));
  overview.replaceChildren(root);
}

let waiting = false;

// Draws at the next frame, once however often it is asked for.
function redraw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    if (state.view === 'chart') draw();
  });
}

// Shows the days from `a` to `b`, within what there is.
function show(a, b) {
  const span = Math.min(Math.max(b - a, 3), view.last - view.first);
  const start = Math.min(Math.max(a, view.first), view.last - span);
  [view.a, view.b] = [start, start + span];
  redraw();
  windowed();
}

function zoom(factor, at = (view.a + view.b) / 2) {
  show(at - (at - view.a) * factor, at + (view.b - at) * factor);
}

function move(share) {
  const by = (view.b - view.a) * share;
  show(view.a + by, view.b + by);
}
