// The records that the page knows, and which of them are shown.

import {span} from './dom.js';

export const records = new Map(); // by the uid of the record
const byObject = new Map(); // by the uid of what was deleted
const members = new Map(); // by the uid of the root: a set of records
const passes = new Map(); // by list: the number of the present pass over it

export const filter = {search: '', namespace: '', kind: '', by: '', age: 0, state: '', order: 'newest'};
export const unfolded = new Set(); // uids of the roots whose members are shown

let ahead = 0; // milliseconds by which the clock of the API server is ahead

export function clockOf(text) {
  const difference = Date.parse(text) - Date.now();
  ahead = Math.abs(difference) < 2500 ? 0 : difference;
}

export function now() {
  return Date.now() + ahead;
}

function put(row, list) {
  drop(row.uid);
  row.list = list;
  row.pass = passes.get(list);
  row.at = Date.parse(row.deleted) || 0;
  row.end = row.purge ? Date.parse(row.purge) : Infinity;
  row.words = [row.name, row.kind, row.namespace, row.by, row.record].join(' ').toLowerCase();
  records.set(row.uid, row);
  byObject.set(row.object, row);
  if (row.group && row.group !== row.object) {
    if (!members.has(row.group)) {
      members.set(row.group, new Set());
    }
    members.get(row.group).add(row);
  }
}

function drop(uid) {
  const row = records.get(uid);
  if (!row) {
    return;
  }
  records.delete(uid);
  if (byObject.get(row.object) === row) {
    byObject.delete(row.object);
  }
  members.get(row.group)?.delete(row);
}

export function forget() {
  for (const map of [records, byObject, members, passes]) {
    map.clear();
  }
}

// Takes in one line of the stream.
export function take(news) {
  if (news.begin) {
    passes.set(news.list, (passes.get(news.list) || 0) + 1);
  }
  for (const row of news.rows || []) {
    put(row, news.list);
  }
  // A record that has moved to another list is not gone.
  if (news.gone && records.get(news.gone)?.list === news.list) {
    drop(news.gone);
  }
  if (news.whole && news.list) {
    for (const row of [...records.values()]) {
      if (row.list === news.list && row.pass !== passes.get(news.list)) {
        drop(row.uid);
      }
    }
  }
}

export function root(row) {
  return row.group && row.group !== row.object ? byObject.get(row.group) : undefined;
}

// What was deleted with the object of the record.
export function membersOf(row) {
  return [...(members.get(row.object) || [])];
}

// The whole group that a record belongs to, without its root if that is not to be seen.
export function groupOf(row) {
  return row.group && row.group !== row.object ? [...members.get(row.group)] : membersOf(row);
}

function matches(row) {
  return (!filter.search || filter.search.split(/\s+/).every(word => row.words.includes(word))) &&
    (!filter.namespace || (row.namespace || '').includes(filter.namespace)) &&
    (!filter.kind || row.kind === filter.kind) &&
    (!filter.by || (row.by || '') === filter.by) &&
    (!filter.state || row.state === filter.state) &&
    (!filter.age || now() - row.at <= filter.age * 1000);
}

const orders = {
  newest: (a, b) => b.at - a.at || compare(a, b),
  purge: (a, b) => (a.end === b.end ? 0 : a.end - b.end) || compare(a, b),
  name: (a, b) => compare(a, b) || b.at - a.at,
};

function compare(a, b) {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.uid < b.uid ? -1 : 1;
}

export function filtered() {
  return filter.search || filter.namespace || filter.kind || filter.by || filter.state || filter.age;
}

// The rows of the table: what is shown, how deep, and how many were deleted with it. Where something
// in particular is looked for, members are shown beside their roots, not under them.
export function rows() {
  const flat = filter.search || filter.kind || filter.state;
  const order = orders[filter.order];
  const found = [...records.values()].filter(matches).sort(order);
  const out = [];
  const add = (row, depth) => {
    const with_ = flat ? [] : membersOf(row);
    out.push({row, depth, members: membersOf(row).length, foldable: with_.length > 0});
    if (with_.length > 0 && unfolded.has(row.uid) && depth < 8) {
      with_.sort(order).forEach(member => add(member, depth + 1));
    }
  };
  for (const row of found) {
    const parent = flat ? undefined : root(row);
    if (!parent || !matches(parent)) {
      add(row, 0);
    }
  }
  return {rows: out, found: found.length};
}

// How long it takes until the purge, in words.
export function left(row) {
  if (row.state === 'RESTORED') {
    return '';
  }
  if (row.hold) {
    return 'On hold';
  }
  if (row.end === Infinity) {
    return 'Kept indefinitely';
  }
  const seconds = (row.end - now()) / 1000;
  return seconds <= 0 ? 'Due' : span(seconds);
}

// How much of the time until the purge is left, from 0 to 1; null where no time runs.
export function share(row) {
  if (row.hold || row.end === Infinity || row.state === 'RESTORED' || row.end <= row.at) {
    return null;
  }
  return Math.min(1, Math.max(0, (row.end - now()) / (row.end - row.at)));
}

export function values(field) {
  const all = new Set();
  for (const row of records.values()) {
    if (row[field]) {
      all.add(row[field]);
    }
  }
  return [...all].sort();
}
