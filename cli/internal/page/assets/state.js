// The view of the policies, the operator, and what is stuck.

import {get} from './api.js';
import {button, byId, el, moment, problem, span, theirs} from './dom.js';

const section = byId('state');
let timer;
let last = '';

export function show(namespace) {
  section.hidden = false;
  clearInterval(timer);
  timer = setInterval(() => load(namespace), 15000);
  return load(namespace);
}

export function hide() {
  section.hidden = true;
  clearInterval(timer);
}

async function load(namespace) {
  let content;
  let key;
  try {
    const found = await get('/api/state', namespace ? {namespace} : null);
    key = JSON.stringify({...found, now: ''}).replace(/"leaseRenewed":"[^"]*"/, '');
    content = draw(found);
  } catch (error) {
    key = error.message;
    content = [problem(error)];
  }
  if (key !== last || section.childElementCount === 0) {
    last = key;
    section.replaceChildren(el('div', {class: 'state-head'}, el('h2', {id: 'state-title', text: 'Policies and state'}),
      button('Read again', 'quiet', () => load(namespace))), ...content);
  }
}

function card(title, ...content) {
  return el('section', {class: 'card'}, el('h3', {text: title}), content);
}

function table(heads, rows) {
  return el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': heads.join(', ')}, el('table', {},
    el('thead', {}, el('tr', {}, heads.map(head => el('th', {scope: 'col', text: head})))),
    el('tbody', {}, rows.map(cells => el('tr', {}, cells.map(cell => el('td', {}, typeof cell === 'object' ? cell : theirs(cell))))))));
}

const words = {True: ['In force', 'restored'], False: ['Not in force', 'purging'], Unknown: ['Unknown', 'restoring']};

function draw({state, leads, now}) {
  const pill = ready => el('span', {class: 'pill ' + words[ready][1], text: words[ready][0]});
  const parts = [card('Policies', state.policies.length === 0
    ? el('p', {text: 'No policies are to be seen: nothing is covered, or you may not read them.'})
    : table(['Policy', 'State', 'Deletions', 'Protected objects', 'Stuck'], state.policies.map(p =>
      [p.name, pill(words[p.ready] ? p.ready : 'Unknown'), p.records.toLocaleString('en'), p.protectedObjects.toLocaleString('en'), String(p.stuck)])),
  state.policies.filter(p => p.message).map(p => el('p', {class: 'next'}, theirs(p.name), ': ' + p.reason + ': ' + p.message)))];
  const stuck = state.stuck.map(s => [s.resource, (s.namespace ? s.namespace + '/' : '') + s.name, s.reason, s.message]);
  parts.push(card('Stuck objects', stuck.length === 0 ? el('p', {text: 'Nothing is stuck.'}) : table(['Resource', 'Object', 'Reason', 'What to do'], stuck)));
  const purges = state.waitingPurges.map(p => [p.object, p.namespace + '/' + p.record, p.reason || '—', p.message || 'The operator has not answered.']);
  parts.push(card('Purges that wait', purges.length === 0 ? el('p', {text: 'No purge waits.'}) : table(['Object', 'Record', 'Reason', 'Message'], purges)));
  if (state.nearLimits.length > 0) {
    parts.push(card('Near a limit', table(['Namespace', 'Limit', 'Used'], state.nearLimits.map(l => [l.namespace || '—', l.limit, l.percent + ' %']))));
  }
  if (state.operator) {
    const o = state.operator;
    parts.push(card('Operator', el('dl', {class: 'facts'},
      o.image && pair('Replicas', o.readyReplicas + ' of ' + o.replicas + ' ready'), o.image && pair('Image', o.image),
      pair('Leader', leads ? o.leader : 'none: deletes are held, and nothing is restored or purged until a replica runs'),
      (state.certificates || []).map(c => pair('Authority of the webhook', c.subject + ', expires ' + moment(c.expires) + ', in ' + span((Date.parse(c.expires) - Date.parse(now)) / 1000))))));
  }
  if ((state.unreadable || []).length > 0) {
    parts.push(card('What is not to be seen', el('ul', {class: 'plain'}, state.unreadable.map(text => el('li', {text})))));
  }
  return parts;
}

function pair(name, value) {
  return el('div', {}, el('dt', {text: name}), el('dd', {}, theirs(value)));
}
