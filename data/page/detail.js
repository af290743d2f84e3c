// The selected event: all that is known of it, with the words it comes from, and the decisions about it.
const detail = document.getElementById('detail');

function select(event, focus) {
  state.selected = event;
  history.replaceState(null, '', event ? `#e=${event.id}` : '#');
  detail.hidden = !event;
  document.body.classList.toggle('with-detail', Boolean(event));
  if (event) {
    detail.replaceChildren(...describe(event));
    detail.scrollTop = 0;
    if (focus) detail.focus({ preventScroll: true });
  }
  redraw();
  markList();
}

// Brings an event into view and selects it.
function goTo(event, focus) {
  if (isDrawn(event) && state.view === 'chart') {
    const [a, b] = extent(event);
    if (a < view.a || b > view.b) {
      const span = view.b - view.a;
      show((a + b) / 2 - span / 2, (a + b) / 2 + span / 2);
    }
  }
  select(event, focus);
}

const BASIS = {
  explicit: 'the words give the whole date', relative: 'counted from another date', year_inferred: 'the year follows from the article\u2019s day',
  anchor: 'counted from a date told before', connective: 'follows from the order of events', dct: 'the day of publication', none: 'no date is told',
};

function describe(event) {
  const parts = [
    html('button', { class: 'close', 'aria-label': 'Close', onclick: () => select(null) }, '×'),
    html('p', { class: 'date' }, event.words),
    html('h2', {}, event.head),
    chips(event),
    facts(event),
  ];
  parts.push(html('h3', {}, event.told.length > 1 ? `Told ${event.told.length} times` : 'Told once'));
  parts.push(tellings(event));
  if (event.links.length) {
    const items = event.links.map(link => html('li', {}, html('span', { class: 'quiet' }, `${link.words} `), jump(link.event)));
    parts.push(html('h3', {}, 'Linked'), html('ul', { class: 'links' }, ...items));
  }
  parts.push(html('h3', {}, 'Your decision'), verdicts(event));
  return parts;
}

// Every telling; of very many, the rest when it is asked for.
function tellings(event) {
  const box = html('div', {});
  const all = event.told.map(telling => () => quote(event, telling, event.sources.length > 1));
  all.slice(0, 40).forEach(make => box.append(make()));
  if (all.length > 40) {
    const more = html('button', { class: 'more', onclick: () => { more.remove(); all.slice(40).forEach(make => box.append(make())); } }, `Show ${all.length - 40} more`);
    box.append(more);
  }
  return box;
}

function jump(event) {
  return html('button', { class: 'jump', onclick: () => goTo(event, true) }, `${event.words}: ${event.head}`);
}

function chips(event) {
  const box = html('p', { class: 'chips' });
  box.append(html('span', { class: `chip ${event.tone}` }, event.type.toLowerCase()));
  if (event.status !== 'happened') box.append(html('span', { class: 'chip' }, event.status));
  if (event.approx) box.append(html('span', { class: 'chip' }, 'approximate'));
  if (event.conflicts.length) box.append(html('span', { class: 'chip warn' }, disputed(event)));
  box.append(html('span', { class: 'chip' }, `${Math.round(event.sure * 100)} % sure`));
  return box;
}

// `disagree on date, actors`
function disputed(event) {
  return `disagree on ${event.conflicts.map(([field]) => field).join(', ')}`;
}

function facts(event) {
  const list = html('dl', {});
  const add = (name, ...value) => list.append(html('dt', {}, name), html('dd', {}, ...value));
  if (event.edtf) add('EDTF', html('code', {}, event.edtf));
  add('Date', BASIS[event.basis] || event.basis);
  if (event.actors.length) add('Who', event.actors.join(', '));
  if (event.targets.length) add('To whom', event.targets.join(', '));
  if (event.about.length) add('About', event.about.join(', '));
  if (event.place) add('Where', event.place);
  if (event.claims.length) add('Who says so', event.claims.map(([source, verb]) => verb ? `${source} (${verb})` : source).join(', '));
  return list;
}

// A sentence with its event, date and actors marked, and where it stands.
function quote(event, telling, several) {
  const letters = Array.from(telling.sentence);
  const text = html('blockquote', {});
  let at = 0;
  for (const [start, end, part] of telling.marks) {
    text.append(letters.slice(at, start).join(''), html('mark', { class: part }, letters.slice(start, end).join('')));
    at = end;
  }
  text.append(letters.slice(at).join(''));
  const source = cite(ARTICLES[telling.article]);
  if (telling.date && telling.date !== event.edtf) source.append(html('span', { class: 'chip' }, `here: ${telling.date}`));
  if (several) source.append(apart(event, telling.article));
  return html('figure', {}, text, source);
}

// The name of an article with its link, who published it and when.
function cite(article) {
  const name = article.title || article.id;
  const link = article.url && /^https?:\/\//.test(article.url) ? html('a', { href: article.url, rel: 'noopener noreferrer' }, name) : name;
  const where = [article.publisher, article.published].filter(Boolean).join(', ');
  return html('figcaption', {}, link, where ? html('span', { class: 'quiet' }, ` ${where}`) : '');
}

// Says that this article tells another event.
function apart(event, article) {
  const key = `split ${ARTICLES[article].id}`;
  const button = html('button', { class: 'small', 'aria-pressed': Boolean((decisions.get(event.id) || {})[key]), onclick: () => {
    decide(event, key, ARTICLES[article].id);
    select(event);
    countDecisions();
  } }, 'another event');
  return button;
}

function verdicts(event) {
  const own = decisions.get(event.id) || {};
  const box = html('div', { class: 'verdicts' });
  const again = () => {
    select(event);
    countDecisions();
  };
  for (const verdict of ['accept', 'reject']) {
    box.append(html('button', { 'aria-pressed': own.verdict === verdict, onclick: () => { decide(event, 'verdict', verdict); again(); } }, verdict));
  }
  if (event.sources.length > 1) {
    const split = () => { decide(event, 'split', true); again(); };
    box.append(html('button', { 'aria-pressed': Boolean(own.split), onclick: split }, 'split: one event an article'));
  }
  Object.keys(FIELDS).forEach(key => box.append(field(event, key)));
  box.append(relation(event, 'same', 'The same as'), relation(event, 'apart', 'Not the same as'));
  return box;
}

// Another event that is, or is not, this one.
function relation(event, key, name) {
  const near = EVENTS.slice(Math.max(0, event.n - 12), event.n + 13).filter(other => other !== event);
  const choice = html('select', {}, html('option', { value: '' }, 'no other event'));
  near.forEach(other => choice.append(html('option', { value: other.id }, `${other.words}: ${other.head.slice(0, 60)}`)));
  choice.value = (decisions.get(event.id) || {})[key] || '';
  choice.addEventListener('change', () => {
    decide(event, key, undefined);
    if (choice.value) decide(event, key, choice.value);
    countDecisions();
  });
  return html('label', {}, name, choice);
}

function field(event, key) {
  const [name, read] = FIELDS[key];
  const own = decisions.get(event.id) || {};
  const input = html('input', { type: 'text' });
  input.value = own[key] === undefined ? read(event) : own[key];
  input.addEventListener('change', () => {
    const good = key !== 'date' || input.value === read(event) || input.value.split('/').every(parseDate);
    input.setAttribute('aria-invalid', !good);
    decide(event, key, undefined);
    if (good && input.value !== read(event)) decide(event, key, input.value);
    countDecisions();
  });
  return html('label', {}, name, input);
}
