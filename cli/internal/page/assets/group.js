// What one delete removed, as a tree: the root, its kinds, and their objects.

import {button, el, plural, theirs} from './dom.js';
import {groupOf, membersOf, root} from './records.js';
import {stateName} from './table.js';

const step = 100; // how many objects of a kind are shown at a time
const folded = new Map(); // by the root and kind: whether it is folded

export function groupTree(row, open) {
  const top = root(row) || (row.group && row.group !== row.object ? null : row);
  const tree = el('ul', {class: 'tree'});
  if (top) {
    tree.append(el('li', {}, entry(top, row, open), branches(membersOf(top), top, row, open)));
  } else {
    tree.append(el('li', {}, el('p', {class: 'next', text: 'You do not see the root of this group. It was deleted already, or is in a namespace in which you may not look.'}),
      branches(groupOf(row), row, row, open)));
  }
  return tree;
}

function entry(row, current, open) {
  const name = [el('span', {class: 'kind', text: row.kind + ' '}), theirs(row.name)];
  const state = row.state === 'DELETED' && !row.requested ? null : el('span', {class: 'pill ' + row.state.toLowerCase(), text: stateName(row)});
  const link = el('button', {type: 'button', class: 'link', 'aria-current': row.uid === current.uid ? 'true' : null, onclick: () => open(row.uid)}, name);
  return el('span', {class: 'leaf'}, link, ' ', state);
}

function branches(members, top, current, open) {
  const kinds = new Map();
  for (const member of members) {
    if (member.uid !== top.uid || top === current) {
      (kinds.get(member.kind) || kinds.set(member.kind, []).get(member.kind)).push(member);
    }
  }
  return el('ul', {}, [...kinds.keys()].sort().map(kind => {
    const all = kinds.get(kind).sort((a, b) => (a.name < b.name ? -1 : 1));
    const key = top.uid + ' ' + kind;
    const back = all.filter(member => member.state === 'RESTORED').length;
    const list = el('ul');
    const details = el('details', {open: folded.has(key) ? !folded.get(key) : all.length <= 30 || all.some(member => member.uid === current.uid)},
      el('summary', {}, el('span', {class: 'kind', text: kind}), ' ', el('span', {class: 'count', text: plural(all.length, 'object', 'objects') + (back > 0 ? ', ' + back + ' restored' : '')})), list);
    let filled = 0;
    const more = () => {
      list.querySelector('.more')?.remove();
      list.append(...all.slice(filled, filled + step).map(member =>
        el('li', {}, entry(member, current, open), membersOf(member).length > 0 && member !== top ? branches(membersOf(member), member, current, open) : null)));
      filled = Math.min(all.length, filled + step);
      if (filled < all.length) {
        list.append(el('li', {class: 'more'}, button('Show more (' + (all.length - filled) + ')', 'link', more)));
      }
    };
    details.addEventListener('toggle', () => {
      folded.set(key, !details.open);
      if (details.open && filled === 0) {
        more();
      }
    });
    if (details.open) {
      more();
    }
    return el('li', {}, details);
  }));
}
