// The table of deletions. Only the rows in sight are in the document.

import {byId, el, moment, plural, span, theirs, write} from './dom.js';
import {left, now, root, rows, share, unfolded} from './records.js';

const table = byId('table');
const body = byId('rows');
const elements = new Map(); // by the uid of the record

let shown = [];
let active = null; // the uid of the row that has the focus, or gets it
let opened = null;
let open = () => {};
let height = 56;

export function onOpen(listener) {
  open = listener;
}

export function setOpened(uid) {
  opened = uid;
  if (uid) {
    active = uid;
  }
  draw();
}

// Reads anew which rows there are.
export function refresh() {
  const all = rows();
  shown = all.rows;
  if (!shown.some(entry => entry.row.uid === active)) {
    active = shown.length > 0 ? shown[0].row.uid : null;
  }
  table.setAttribute('aria-rowcount', shown.length + 1);
  draw();
  return all;
}

// Draws the rows in sight.
export function draw() {
  height = parseInt(getComputedStyle(table).getPropertyValue('--row'), 10) || 56;
  body.style.height = shown.length * height + 'px';
  const above = body.offsetTop;
  const first = Math.max(0, Math.floor((table.scrollTop - above) / height) - 6);
  const last = Math.min(shown.length, Math.ceil((table.scrollTop + table.clientHeight) / height) + 6);
  const kept = new Set();
  shown.forEach((entry, index) => {
    const uid = entry.row.uid;
    // The row with the focus stays, so that the keyboard does not lose its place.
    if ((index >= first && index < last) || uid === active) {
      kept.add(uid);
      if (!elements.has(uid)) {
        elements.set(uid, make(uid));
        body.append(elements.get(uid).row);
      }
      fill(elements.get(uid), entry, index);
    }
  });
  for (const [uid, parts] of elements) {
    if (!kept.has(uid)) {
      parts.row.remove();
      elements.delete(uid);
    }
  }
}

function make(uid) {
  const cell = (name, ...children) => el('span', {role: 'gridcell', class: name}, children);
  const parts = {name: theirs(''), kind: el('span', {class: 'kind'}), where: theirs(''), when: el('time'), by: theirs(''),
    left: el('span', {class: 'left-text'}), bar: el('span', {class: 'bar', 'aria-hidden': 'true'}, el('i')), state: el('span', {class: 'pill'}),
    twisty: el('span', {class: 'twisty', 'aria-hidden': 'true'}), with: el('span', {class: 'with'})};
  parts.row = el('div', {role: 'row', class: 'row', 'data-uid': uid},
    cell('what', parts.twisty, el('span', {class: 'names'}, el('span', {class: 'name'}, parts.name), el('span', {class: 'under'}, parts.kind, parts.with))),
    cell('where', parts.where), cell('when', parts.when), cell('by', parts.by), cell('purge', parts.left, parts.bar), cell('state', parts.state));
  return parts;
}

const names = {DELETED: 'Deleted', RESTORING: 'Restoring', RESTORED: 'Restored', PURGING: 'Purging'};

export function stateName(row) {
  return row.state === 'DELETED' && row.requested ? 'Requested' : names[row.state] || row.state;
}

function fill(parts, {row, depth, members, foldable}, index) {
  write(parts.name, row.name);
  write(parts.kind, row.kind);
  const parent = root(row);
  write(parts.with, members > 0 ? 'with ' + plural(members, 'other', 'others') : depth === 0 && parent ? 'with ' + parent.kind + ' ' + parent.name : '');
  write(parts.where, row.namespace || '—');
  write(parts.when, row.at ? span((now() - row.at) / 1000) + ' ago' : 'unknown');
  parts.when.title = moment(row.deleted);
  write(parts.by, row.by || 'unknown');
  parts.by.title = row.by || '';
  parts.name.title = row.name;
  write(parts.left, left(row));
  const rest = share(row);
  parts.bar.hidden = rest === null;
  parts.bar.firstChild.style.width = (rest || 0) * 100 + '%';
  parts.bar.classList.toggle('soon', rest !== null && row.end - now() < 3600000);
  write(parts.state, stateName(row));
  parts.state.className = 'pill ' + row.state.toLowerCase() + (row.requested && row.state === 'DELETED' ? ' restoring' : '');
  const line = parts.row;
  line.style.transform = 'translateY(' + index * height + 'px)';
  line.style.setProperty('--depth', depth);
  line.setAttribute('aria-rowindex', index + 2);
  line.setAttribute('aria-level', depth + 1);
  line.setAttribute('aria-selected', String(row.uid === opened));
  line.tabIndex = row.uid === active ? 0 : -1;
  if (foldable) {
    line.setAttribute('aria-expanded', String(unfolded.has(row.uid)));
  } else {
    line.removeAttribute('aria-expanded');
  }
}

function fold(uid, out) {
  if (out) {
    unfolded.add(uid);
  } else {
    unfolded.delete(uid);
  }
  refresh();
}

// Moves the focus to a row, and the row into sight.
function go(index) {
  if (shown.length === 0) {
    return;
  }
  index = Math.min(shown.length - 1, Math.max(0, index));
  active = shown[index].row.uid;
  const top = index * height;
  const head = body.offsetTop;
  if (top < table.scrollTop) {
    table.scrollTop = top;
  } else if (top + height + head > table.scrollTop + table.clientHeight) {
    table.scrollTop = top + height + head - table.clientHeight;
  }
  draw();
  elements.get(active).row.focus({preventScroll: true});
}

export function focusTable() {
  const index = shown.findIndex(entry => entry.row.uid === active);
  if (index >= 0) {
    go(index);
  }
}

table.addEventListener('scroll', () => requestAnimationFrame(draw), {passive: true});
new ResizeObserver(() => draw()).observe(table);

body.addEventListener('click', event => {
  const line = event.target.closest('.row');
  if (!line) {
    return;
  }
  const uid = line.dataset.uid;
  active = uid;
  if (event.target.closest('.twisty') && line.hasAttribute('aria-expanded')) {
    fold(uid, !unfolded.has(uid));
  } else {
    open(uid);
  }
});

body.addEventListener('keydown', event => {
  const index = shown.findIndex(entry => entry.row.uid === active);
  const entry = shown[index];
  if (!entry || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const page = Math.max(1, Math.floor(table.clientHeight / height) - 2);
  const steps = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -shown.length, End: shown.length};
  if (event.key in steps) {
    go(index + steps[event.key]);
  } else if (event.key === 'ArrowRight' && entry.foldable) {
    fold(active, true);
    focusTable();
  } else if (event.key === 'ArrowLeft' && entry.foldable && unfolded.has(active)) {
    fold(active, false);
    focusTable();
  } else if (event.key === 'ArrowLeft' && entry.depth > 0) {
    go(shown.findLastIndex((other, i) => i < index && other.depth < entry.depth));
  } else if (event.key === 'Enter' || event.key === ' ') {
    open(active);
  } else {
    return;
  }
  event.preventDefault();
});
