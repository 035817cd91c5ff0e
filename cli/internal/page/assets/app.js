// The page: connects the stream of records with the views.

import {onChange} from './actions.js';
import {get, stream, takeKey} from './api.js';
import * as detail from './detail.js';
import {byId, button, el, plural, problem, theirs, write} from './dom.js';
import {clockOf, filter, filtered, forget, records, take, values} from './records.js';
import * as state from './state.js';
import * as table from './table.js';

let about = {};
let scope = null; // where is looked; null until it is known
let look = ''; // the namespace to look in; empty: all
let refused = null; // why the user may not look in all namespaces; null as far as they may
let whole = false; // whether all records have come
let connection = null;
let waiting = false;

function refresh() {
  if (waiting) {
    return;
  }
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const {rows, found} = table.refresh();
    options('kind', 'Any', values('kind'));
    options('by', 'Anybody', values('by'), about.user);
    byId('namespaces').replaceChildren(...values('namespace').slice(0, 200).map(value => el('option', {value})));
    count(rows, found);
    detail.update();
  });
}

function options(id, any, list, me) {
  const select = byId(id);
  const entries = [['', any], ...(me && list.includes(me) ? [[me, 'Me (' + me + ')']] : []), ...list.filter(value => value !== me).map(value => [value, value])];
  const key = JSON.stringify(entries);
  if (select.dataset.key !== key) {
    select.dataset.key = key;
    select.replaceChildren(...entries.map(([value, text]) => el('option', {value, text})));
    select.value = filter[id];
    if (select.value !== filter[id]) {
      // What was chosen has gone; it stays chosen, and nothing is found.
      select.append(el('option', {value: filter[id], text: filter[id]}));
      select.value = filter[id];
    }
  }
}

function count(rows, found) {
  write(byId('counts'), !whole && records.size === 0 ? 'Reading' : filtered() ? found.toLocaleString('en') + ' of ' + plural(records.size, 'deletion', 'deletions') : plural(found, 'deletion', 'deletions'));
  byId('clear').hidden = !filtered();
  const empty = byId('empty');
  empty.hidden = rows.length > 0 || !whole;
  byId('table').classList.toggle('none', rows.length === 0);
  if (!empty.hidden) {
    empty.replaceChildren(el('p', {text: filtered() ? 'Nothing matches.' : 'Nothing was deleted here.'}),
      el('p', {class: 'next', text: byId('routine').checked ? 'What no policy covers is not recorded.' : 'Routine deletions, such as those of finished Jobs, are hidden. What no policy covers is not recorded.'}));
  }
}

function live(text, kind) {
  const badge = byId('live');
  write(badge, text);
  badge.className = 'live ' + kind;
}

// Reads the records and follows their changes, again and again.
async function connect() {
  connection?.abort();
  const mine = connection = new AbortController();
  forget();
  whole = false;
  scope = null;
  refresh();
  for (let pause = 1000; !mine.signal.aborted; pause = Math.min(pause * 2, 15000)) {
    const watchdog = {timer: 0};
    const attempt = new AbortController();
    mine.signal.addEventListener('abort', () => attempt.abort());
    const alive = () => {
      clearTimeout(watchdog.timer);
      watchdog.timer = setTimeout(() => attempt.abort(), 45000);
    };
    try {
      alive();
      await stream('/api/records', {query: {namespace: look, routine: byId('routine').checked}, signal: attempt.signal}, news => {
        if (mine.signal.aborted) {
          return;
        }
        alive();
        if (news.list) {
          pause = 1000;
        }
        hear(news);
      });
    } catch (error) {
      if (!mine.signal.aborted && !attempt.signal.aborted) {
        live('Not connected', 'off');
        notice(error);
      }
    }
    clearTimeout(watchdog.timer);
    if (!mine.signal.aborted) {
      await new Promise(done => setTimeout(done, pause));
    }
  }
}

function hear(news) {
  clockOf(news.now);
  if (news.scope) {
    scope = news.scope;
    refused = scope.namespace ? scope.why || refused : null;
    notice(null);
  }
  take(news);
  if (news.trouble) {
    live('Not live', 'off');
    notice(news.trouble);
  } else if (news.list && !news.begin) {
    live('Live', 'on');
    if (byId('scope').dataset.trouble) {
      notice(null);
    }
  }
  whole = whole || Boolean(news.whole);
  if (news.list || news.whole) {
    refresh();
  }
}

// Says where is looked, if that is not everywhere, and what is wrong.
function notice(trouble) {
  const note = byId('scope');
  const parts = [];
  if (trouble) {
    parts.push(problem(trouble));
  }
  if (scope && scope.namespace) {
    parts.push(el('p', {}, trouble ? '' : ['You see what was deleted in namespace ', theirs(scope.namespace), '. '],
      refused || trouble ? 'To see another one, type its name into the field Namespace.' : button('Show all namespaces', 'link', () => lookIn(''))));
    if (refused) {
      parts.push(el('details', {}, el('summary', {text: 'Why not all namespaces'}), el('p', {text: refused.message}), el('p', {class: 'next', text: refused.next})));
    }
  }
  note.dataset.trouble = trouble ? 'yes' : '';
  note.hidden = parts.length === 0;
  note.replaceChildren(...parts);
}

function lookIn(namespace) {
  look = namespace;
  filter.namespace = '';
  byId('namespace').value = namespace;
  detail.close();
  connect();
}

function listen() {
  const change = (id, name, read = element => element.value) => byId(id).addEventListener('input', event => {
    filter[name] = read(event.target);
    byId('table').scrollTop = 0;
    refresh();
  });
  change('search', 'search', element => element.value.trim().toLowerCase());
  change('kind', 'kind');
  change('by', 'by');
  change('age', 'age', element => Number(element.value));
  change('which-state', 'state');
  change('order', 'order');
  byId('namespace').addEventListener('input', event => {
    if (scope && !scope.namespace) {
      filter.namespace = event.target.value.trim();
      refresh();
    }
  });
  byId('namespace').addEventListener('change', event => {
    const value = event.target.value.trim();
    if ((scope && scope.namespace || !scope && look) && value !== look) {
      lookIn(value);
    }
  });
  byId('routine').addEventListener('change', () => connect());
  byId('filters').addEventListener('submit', event => {
    event.preventDefault();
    byId('namespace').dispatchEvent(new Event('change'));
  });
  byId('clear').addEventListener('click', () => {
    Object.assign(filter, {search: '', namespace: '', kind: '', by: '', age: 0, state: ''});
    for (const id of ['search', 'kind', 'by', 'age', 'which-state']) {
      byId(id).value = '';
    }
    byId('namespace').value = look;
    byId('search').focus();
    refresh();
  });
  byId('toggle-filters').addEventListener('click', event => {
    const open = byId('filters').classList.toggle('open');
    event.target.setAttribute('aria-expanded', String(open));
  });
  byId('to-deletions').addEventListener('click', () => view('deletions'));
  byId('to-state').addEventListener('click', () => view('state'));
  document.addEventListener('keydown', event => {
    const typing = event.target.closest('input, select, textarea, dialog');
    if (event.key === '/' && !typing && !byId('deletions').hidden) {
      byId('search').focus();
      event.preventDefault();
    } else if (event.key === 'Escape' && !document.querySelector('dialog[open]') && detail.opened()) {
      detail.close();
      event.preventDefault();
    } else if (event.key === 'ArrowDown' && event.target === byId('search')) {
      table.focusTable();
      event.preventDefault();
    }
  });
}

function view(name) {
  byId('deletions').hidden = name !== 'deletions';
  byId('to-deletions').toggleAttribute('aria-current', name === 'deletions');
  byId('to-state').toggleAttribute('aria-current', name === 'state');
  for (const id of ['to-deletions', 'to-state']) {
    if (byId(id).hasAttribute('aria-current')) {
      byId(id).setAttribute('aria-current', 'page');
    }
  }
  document.title = (name === 'state' ? 'Policies and state' : 'Deletions') + ' – Undelete';
  if (name === 'state') {
    state.show(scope ? scope.namespace : look);
  } else {
    state.hide();
    table.draw();
  }
}

async function start() {
  if (!takeKey()) {
    byId('main').replaceChildren(el('div', {class: 'note'}, el('p', {text: 'This tab does not have the key of the page.'}),
      el('p', {class: 'next', text: 'Use the tab that the link has opened. If it is closed, end kubectl undelete ui with Ctrl-C and start it again.'})));
    live('Not connected', 'off');
    return;
  }
  listen();
  table.onOpen(uid => {
    detail.show(uid);
    table.setOpened(uid);
  });
  detail.onClose(() => {
    table.setOpened(null);
    table.focusTable();
  });
  onChange(refresh);
  try {
    about = await get('/api/about');
  } catch (error) {
    live('Not connected', 'off');
    notice(error);
    return;
  }
  byId('me').replaceChildren(theirs(about.user || 'unknown user'), el('span', {class: 'context'}, ' · ', theirs(about.context || about.server)));
  byId('me').title = about.server;
  look = about.only ? about.namespace : '';
  byId('namespace').value = look;
  setInterval(() => {
    table.draw();
    detail.update();
  }, 1000);
  connect();
}

start();
