// Further articles: what a person pastes is read here, by the program that the page holds, and joins what is shown.
const KEPT = parsed('kept');
let added = KEPT ? KEPT.added : [];
let program = null;
if (KEPT) KEPT.decided.forEach(([id, own]) => decisions.set(id, own));

// The program, started when it is first needed, and again when it broke down.
async function startProgram() {
  const packed = Uint8Array.from(atob($('reader').textContent), letter => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return load(await new Response(stream).arrayBuffer());
}

async function answer(question) {
  program = program || startProgram();
  try {
    return (await program).timeline({ ...question, kept: { ...KEPT, added, decided: [...decisions] }, title: DATA.title });
  } catch (error) {
    program = null;
    throw error;
  }
}

// The timeline with these articles besides those that the page came with; decisions stay with their events.
async function grow(articles) {
  const ids = [...decisions].flatMap(([id, own]) => [id, own.same, own.apart]).concat(state.selected ? state.selected.id : []).filter(Boolean);
  const told = await answer({ articles, ids, format: 'data' });
  const now = new Map(ids.map((id, n) => [id, told.ids[n] || id]));
  const article = query.article === '' ? '' : ARTICLES[query.article].id;
  const selected = state.selected && now.get(state.selected.id);
  const kept = [...decisions];
  take(told.data);
  added = articles;
  decisions.clear();
  for (const [id, own] of kept) {
    for (const key of ['same', 'apart']) if (own[key]) own[key] = now.get(own[key]);
    decisions.set(now.get(id), { ...decisions.get(now.get(id)), ...own });
  }
  const place = ARTICLES.findIndex(known => known.id === article);
  query.article = place < 0 ? '' : place;
  state.selected = null;
  showAll();
  select(BY_ID.get(selected) || null);
  return told.doubts;
}

// What became of the last article: its events, the new ones first.
function found(id) {
  const place = ARTICLES.findIndex(article => article.id === id);
  const events = EVENTS.filter(event => event.sources.includes(place));
  const fresh = events.filter(event => event.sources.length === 1);
  const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const [old, words] = [events.length - fresh.length, []];
  if (fresh.length) words.push(count(fresh.length, 'new event', 'new events'));
  if (old) words.push(`${count(old, 'event', 'events')} that others tell too`);
  const undated = place >= 0 && !ARTICLES[place].published ? ' Its day of publication is not known, so that words such as “on Tuesday” have no date.' : '';
  const items = [...fresh, ...events.filter(event => event.sources.length > 1)].slice(0, 50).map(event => html('li', {}, jump(event)));
  return [html('p', {}, `${words.join(', ') || 'No event was found in it'}.${undated}`), html('ul', { class: 'links' }, ...items)];
}

const shortened = text => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);

function labelled(name, node) {
  return [node, html('label', {}, name, node)];
}

function buildPaste() {
  $('add-button').hidden = !KEPT;
  if (!KEPT) return;
  expand('add-button', 'add');
  const line = more => html('input', { type: 'text', ...more });
  const [text, textLabel] = labelled('Article', html('textarea', { rows: 7, required: '' }));
  const [title, titleLabel] = labelled('Title', line({}));
  const [date, dateLabel] = labelled('Published', line({ placeholder: 'YYYY-MM-DD', size: 11 }));
  const [source, sourceLabel] = labelled('Source', line({}));
  const [url, urlLabel] = labelled('Address', line({ placeholder: 'https://', inputmode: 'url' }));
  const hint = html('p', {}, 'Articles are read in this page, without a network: nothing of them leaves it.');
  const [told, list, save] = [html('div', { class: 'told', role: 'status' }, hint), html('ol', { class: 'added' }), html('button', { type: 'button' }, 'Save page')];
  const form = html('form', {}, textLabel, html('div', { class: 'fields' }, titleLabel, dateLabel, sourceLabel, urlLabel), html('button', {}, 'Add'), save);
  const draw = () => {
    save.disabled = !added.length && !decisions.size;
    list.replaceChildren(...added.map(article => html('li', {}, `${article.title || shortened(article.text)} `, html('button', { type: 'button', class: 'small', onclick: () => work(async () => {
      await grow(added.filter(other => other !== article));
      return [html('p', {}, 'It was taken out.')];
    }) }, 'take out'))));
  };
  // One thing at a time; what went wrong is told and changes nothing.
  const work = async act => {
    if (form.getAttribute('aria-busy')) return;
    form.setAttribute('aria-busy', true);
    told.replaceChildren(html('p', {}, 'Reading …'));
    await new Promise(drawn => setTimeout(drawn, 30));
    try {
      told.replaceChildren(...await act());
    } catch (error) {
      told.replaceChildren(html('p', { class: 'wrong' }, error.message));
    }
    form.removeAttribute('aria-busy');
    draw();
  };
  form.addEventListener('submit', event => {
    event.preventDefault();
    work(async () => {
      if (date.value && !(parseDate(date.value) && date.value.trim().length > 9)) throw new Error('The day of publication must look like 2022-07-13.');
      if (added.some(article => article.text === text.value)) throw new Error('This article is there already.');
      const last = added.reduce((most, article) => Math.max(most, Number(article.id.slice(7))), 0);
      const article = { id: `pasted-${last + 1}`, text: text.value, title: title.value, date: date.value, source: source.value, url: url.value };
      const doubts = await grow([...added, article]);
      form.reset();
      return [...doubts.map(doubt => html('p', { class: 'wrong' }, doubt)), ...found(article.id)];
    });
  });
  save.addEventListener('click', () => work(async () => {
    download('timeline.html', await answer({ articles: added, reader: $('reader').textContent, format: 'html' }), 'text/html');
    return [html('p', {}, 'The page was saved with its articles and decisions.')];
  }));
  $('add').append(form, told, list);
  draw();
}
