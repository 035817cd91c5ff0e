// Manifests and differences.

import {at, get} from './api.js';
import {button, el, problem, say} from './dom.js';

const most = 600; // lines that are shown at first; more only when asked for
const longest = 2000; // characters of a line

function cut(line) {
  return line.length > longest ? line.slice(0, longest) + '… (' + (line.length - longest).toLocaleString('en') + ' more characters)' : line;
}

const key = /^(\s*(?:- )*)("[^"]*"|[^\s"':#-][^:]*):(\s.*)?$/;

function yamlLine(line) {
  const found = line.length < 500 && key.exec(line);
  if (!found) {
    return el('span', {class: 'line', text: cut(line) + '\n'});
  }
  return el('span', {class: 'line'}, found[1], el('span', {class: 'key', text: found[2]}), ':' + (found[3] || '') + '\n');
}

function diffLine(line) {
  const kind = /^(@@|---|\+\+\+) /.test(line) ? 'hunk' : line.startsWith('+') ? 'add' : line.startsWith('-') ? 'del' : 'same';
  return el('span', {class: 'line ' + kind, text: cut(line) + '\n'});
}

function block(text, label, draw) {
  const lines = text.split('\n');
  if (lines.at(-1) === '') {
    lines.pop();
  }
  const pre = el('pre', {tabindex: '0', 'aria-label': label, role: 'region'}, lines.slice(0, most).map(draw));
  const rest = lines.length - most;
  const all = rest > 0 && button('Show the other ' + rest.toLocaleString('en') + ' lines', 'link', () => {
    // One text, because many thousand elements are slow.
    pre.append(lines.slice(most).map(cut).join('\n'));
    all.remove();
  });
  return [pre, all].filter(part => part);
}

function save(text, name) {
  const url = URL.createObjectURL(new Blob([text], {type: 'application/yaml'}));
  el('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

async function load(into, path, row, secrets, draw) {
  const busy = el('p', {class: 'busy', text: 'Reading'});
  into.replaceChildren(busy);
  let parts;
  try {
    parts = draw(await get(path, {...at(row), ...(secrets ? {secrets: 'show'} : {})}));
  } catch (error) {
    parts = [problem(error)];
  }
  if (busy.isConnected) {
    into.replaceChildren(...parts);
  }
}

export function manifest(into, row, secrets) {
  return load(into, '/api/manifest', row, secrets === true, found => {
    const bar = el('div', {class: 'bar-of-text'},
      found.secret && (found.masked ? button('Show the values of the Secret', 'quiet', () => manifest(into, row, true))
        : button('Mask the values again', 'quiet', () => manifest(into, row, false))),
      button('Copy', 'quiet', async () => {
        await navigator.clipboard.writeText(found.text);
        say('The manifest is copied.');
      }),
      button('Save', 'quiet', () => save(found.text, row.record + '.yaml')));
    return [found.masked && el('p', {class: 'next', text: 'The values of this Secret are masked. They have not left the program that serves this page.'}), bar,
      ...block(found.text, 'Manifest', yamlLine)].filter(part => part);
  });
}

export function difference(into, row, secrets) {
  return load(into, '/api/difference', row, secrets === true, found => {
    if (!found.lives) {
      return [el('p', {class: 'plain', text: 'Nothing has this name now, so there is nothing to compare with.'})];
    }
    if (!found.text) {
      return [el('p', {class: 'plain', text: 'What lives under this name now is the same as what was deleted.'})];
    }
    return [el('p', {class: 'next', text: 'Lines with “+” are only in what was deleted, lines with “-” only in what lives now. Fields that the API server sets, and the status, are left out.'}),
      found.masked && el('div', {class: 'bar-of-text'}, button('Show the values of the Secret', 'quiet', () => difference(into, row, true))),
      ...block(found.text, 'Difference', diffLine)].filter(part => part);
  });
}
