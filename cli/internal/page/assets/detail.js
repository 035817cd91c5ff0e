// The panel of one deletion: what is known of it, its content, and what can be done with it.

import {get, at} from './api.js';
import {actions, followed} from './actions.js';
import {byId, button, el, moment, plural, problem, say, size, span, theirs, write} from './dom.js';
import {groupTree} from './group.js';
import {groupOf, left, now, records, root} from './records.js';
import {difference, manifest} from './text.js';
import {stateName} from './table.js';

const panel = byId('detail');
const rights = new Map(); // by namespace: what is missing for each action

let current = null; // the uid of the record
let last = ''; // what the parts that follow the record show
let view = null;
let closed = () => {};

export function onClose(listener) {
  closed = listener;
}

export function forgetRights() {
  rights.clear();
}

export function opened() {
  return current;
}

export function show(uid) {
  const row = records.get(uid);
  if (!row) {
    return;
  }
  current = uid;
  view = build(row);
  last = '';
  panel.replaceChildren(...view.parts);
  panel.hidden = false;
  document.body.classList.add('opened');
  update();
  view.title.focus();
  ask(row.home);
}

export function close() {
  if (current === null) {
    return;
  }
  current = null;
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove('opened');
  closed();
}

function build(row) {
  const title = el('h3', {id: 'detail-title', tabindex: '-1'}, el('span', {class: 'kind', text: row.kind + ' '}), theirs(row.name));
  const parts = {title, pill: el('span', {class: 'pill'}), place: el('p', {class: 'place'}), buttons: el('div', {class: 'buttons', role: 'group', 'aria-label': 'Actions'}),
    lacking: el('div', {class: 'lacking-rights'}), progress: el('div', {class: 'progress', role: 'status'}), body: el('div', {class: 'body'}), tabs: new Map()};
  const list = el('div', {role: 'tablist', class: 'tabs', 'aria-label': 'About this deletion'});
  for (const [id, name, fill] of tabs) {
    const tab = el('button', {type: 'button', role: 'tab', id: 'tab-' + id, 'aria-controls': 'tabpanel', text: name, onclick: () => select(id)});
    parts.tabs.set(id, {tab, fill});
    list.append(tab);
  }
  list.addEventListener('keydown', event => {
    const ids = [...parts.tabs.keys()].filter(id => !parts.tabs.get(id).tab.hidden);
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (step) {
      const next = ids[(ids.indexOf(parts.selected) + step + ids.length) % ids.length];
      select(next);
      parts.tabs.get(next).tab.focus();
      event.preventDefault();
    }
  });
  parts.panel = el('div', {role: 'tabpanel', id: 'tabpanel', tabindex: '0', class: 'tabpanel'});
  parts.list = list;
  const head = el('div', {class: 'detail-head'}, el('div', {}, title, parts.place),
    button('Close', 'quiet', close, {'aria-label': 'Close the panel', 'aria-keyshortcuts': 'Escape'}));
  parts.parts = [head, parts.buttons, parts.lacking, parts.progress, list, parts.panel];
  return parts;
}

const tabs = [
  ['about', 'About', fillAbout],
  ['manifest', 'Manifest', manifest],
  ['difference', 'Difference', difference],
  ['preview', 'Preview', fillPreview],
  ['group', 'Deleted with it', fillGroup],
];

export function select(id) {
  const row = records.get(current);
  if (!row || !view) {
    return;
  }
  view.selected = id;
  for (const [name, {tab}] of view.tabs) {
    tab.setAttribute('aria-selected', String(name === id));
    tab.tabIndex = name === id ? 0 : -1;
  }
  view.panel.setAttribute('aria-labelledby', 'tab-' + id);
  view.panel.replaceChildren();
  view.panel.scrollTop = 0;
  view.tabs.get(id).fill(view.panel, row);
}

// Shows what has changed in the record.
export function update() {
  const row = records.get(current);
  if (current === null || !view) {
    return;
  }
  if (!row) {
    say('This deletion is gone: it was purged, or restored more than an hour ago.');
    close();
    return;
  }
  const group = groupOf(row);
  const key = JSON.stringify([row, group.length, rights.get(row.home), followed.get(row.uid)]);
  if (key === last) {
    ticking(row);
    return;
  }
  last = key;
  view.place.replaceChildren(el('span', {class: 'pill ' + row.state.toLowerCase(), text: stateName(row)}), ' ',
    row.namespace ? el('span', {}, 'in namespace ', theirs(row.namespace)) : 'cluster-scoped');
  const missing = rights.get(row.home) || {};
  fillButtons(actions(row, missing));
  fillLacking(missing);
  fillProgress(row, group);
  view.tabs.get('group').tab.hidden = group.length === 0;
  view.tabs.get('group').tab.textContent = 'Deleted together (' + (group.length + (root(row) ? 1 : row.group && row.group !== row.object ? 0 : 1)) + ')';
  if (!view.selected) {
    select('about');
  } else if (view.selected === 'about' || view.selected === 'group') {
    const top = view.panel.scrollTop;
    view.panel.replaceChildren();
    view.tabs.get(view.selected).fill(view.panel, row);
    view.panel.scrollTop = top;
  }
}

// Keeps the buttons that stay, so that neither a click nor the focus is lost.
function fillButtons(list) {
  const had = document.activeElement?.dataset?.action;
  const old = new Map([...view.buttons.children].map(child => [child.dataset.action, child]));
  list.forEach(({action, text, kind, lack, run}, i) => {
    const made = old.get(action) || button(text, kind, () => made.run(), {'data-action': action});
    old.delete(action);
    made.run = run;
    made.className = kind + (lack ? ' lacks' : '');
    made.title = lack || '';
    write(made, text);
    made.toggleAttribute('aria-disabled', false);
    if (lack) {
      made.setAttribute('aria-disabled', 'true');
    }
    if (view.buttons.children[i] !== made) {
      view.buttons.insertBefore(made, view.buttons.children[i] || null);
    }
  });
  old.forEach(gone => gone.remove());
  if (had && document.activeElement === document.body) {
    view.title.focus();
  }
}

function ticking(row) {
  for (const node of view.panel.querySelectorAll('[data-left]')) {
    node.textContent = left(row) || '—';
  }
}

function fillLacking(missing) {
  const texts = new Map();
  for (const name of ['restore', 'extend', 'hold', 'purge']) {
    if (missing[name]) {
      texts.set(missing[name].message, missing[name].next);
    }
  }
  view.lacking.replaceChildren(...(texts.size === 0 ? [] : [el('details', {class: 'lacking'},
    el('summary', {text: 'You lack rights for ' + plural(texts.size, 'action', 'actions') + ' here'}),
    [...texts].map(([message, next]) => el('div', {}, el('p', {text: message}), el('p', {class: 'next', text: next}))))]));
}

async function ask(home) {
  if (rights.has(home)) {
    return;
  }
  try {
    rights.set(home, await get('/api/rights', {namespace: home}));
    update();
  } catch {
    // The API server decides in any case.
  }
}

function fillProgress(row, group) {
  const steps = followed.get(row.uid);
  view.progress.replaceChildren();
  if (!steps) {
    return;
  }
  const ended = steps.done || steps.problem;
  view.progress.append(el('p', {class: 'step ' + (steps.done ? 'good' : ended ? 'bad' : 'busy'), text: steps.text}));
  if (steps.note) {
    view.progress.append(el('p', {class: 'next', text: steps.note}));
  }
  if (steps.problem) {
    view.progress.append(problem(steps.problem));
  }
  const members = group.length;
  if (members > 0 && !steps.problem && !(row.group && row.group !== row.object)) {
    const back = group.filter(member => member.state === 'RESTORED').length;
    view.progress.append(el('label', {class: 'bar-label'}, back + ' of ' + members + ' that were deleted with it are back ',
      el('progress', {max: members, value: back})));
  }
}

function fillAbout(into, row) {
  const facts = el('dl', {class: 'facts'});
  const fact = (name, ...value) => facts.append(el('div', {}, el('dt', {text: name}), el('dd', {}, value)));
  fact('Deleted', moment(row.deleted) + ', ' + span((now() - row.at) / 1000) + ' ago');
  fact('By', row.by ? theirs(row.by) : 'unknown');
  fact('Time left', el('span', {'data-left': true, text: left(row) || '—'}));
  fact('Purged at', row.state === 'RESTORED' ? '—' : row.purge ? moment(row.purge) : 'never');
  if (row.hold) {
    fact('Legal hold', 'Set: it is not purged, whatever the time');
  }
  if (row.protected) {
    fact('Purge protection', 'Nobody purges it early');
  }
  if (row.restoredAs) {
    fact('Restored as', theirs(row.restoredAs));
  }
  const parent = root(row);
  if (parent) {
    fact('Deleted with', button(parent.kind + ' ' + parent.name, 'link', () => show(parent.uid)));
  }
  fact('Kind', row.kind + ', ' + row.apiVersion);
  fact('Policy', row.policy ? theirs(row.policy) : '—');
  if (row.routine) {
    fact('Routine', 'A controller deleted it in the course of its work');
  }
  if (row.bytes) {
    fact('Size of the copy', size(row.bytes));
  }
  fact('Record', theirs(row.record), ' in namespace ', theirs(row.home));
  into.append(facts);
  for (const c of row.conditions || []) {
    into.append(el('div', {class: 'condition ' + (c.status === 'False' ? 'bad' : '')}, el('p', {class: 'reason', text: headings[c.type + c.status] || c.type + ': ' + c.reason}),
      el('p', {text: c.reason + ': ' + c.message})));
  }
}

const headings = {RestoredTrue: 'Restored', RestoredFalse: 'The last restore was not possible', RestorePossibleTrue: 'A restore is possible',
  RestorePossibleFalse: 'A restore is not possible', PurgedFalse: 'The purge has not happened yet'};

async function fillPreview(into, row) {
  into.append(el('p', {class: 'busy', text: 'Asking what a restore would lead to'}));
  let found;
  try {
    const p = await get('/api/preview', at(row));
    const list = (title, items) => items && items.length > 0
      ? [el('h4', {text: title}), el('ul', {class: 'paths'}, items.slice(0, 200).map(item => el('li', {}, theirs(item)))),
        items.length > 200 && el('p', {text: 'and ' + (items.length - 200) + ' more'})] : [];
    found = [el('p', {class: 'step ' + (p.possible ? 'good' : 'bad'), text: p.possible ? 'It can be restored now.' : 'It cannot be restored now: ' + p.reason}),
      el('p', {text: p.message}),
      ...list('What prevents it', p.conflicts), ...list('What would differ from what was deleted', p.differences)].filter(part => part);
  } catch (error) {
    found = [problem(error)];
  }
  if (current === row.uid && view.selected === 'preview') {
    into.replaceChildren(...found);
  }
}

function fillGroup(into, row) {
  into.append(groupTree(row, show));
}
