// What can be done with a deletion, and the dialogs that ask for the rest.

import {at, post, Problem, stream} from './api.js';
import {button, byId, el, moment, plural, problem, say, theirs} from './dom.js';
import {groupOf, now, records} from './records.js';

export const followed = new Map(); // by the uid of a record: how far its restore is

const following = new Map(); // by the uid of a record: what ends the following of its restore

let changed = () => {};

export function onChange(listener) {
  changed = listener;
}

// The actions for a deletion: each with its name, its text and its kind of button. An action for which
// a right is missing says so when it is chosen.
export function actions(row, missing) {
  const list = [];
  const add = (action, text, kind, run) => {
    const lack = missing[action === 'unhold' ? 'hold' : action];
    list.push({action, text, kind, lack: lack ? lack.message : null,
      // The record may have changed since the button was made.
      run: () => (lack ? explain(lack) : run(records.get(row.uid) || row))});
  };
  const followedNow = followed.get(row.uid);
  const busy = followedNow && !followedNow.done && !followedNow.problem;
  const blocked = (row.conditions || []).some(c => c.type === 'Restored' && c.status === 'False');
  if (row.state === 'DELETED' && row.requested && (blocked || !busy)) {
    add('restore', 'Withdraw the restore', 'quiet', withdraw);
  } else if (row.restorable && !busy && (row.state === 'DELETED' || row.state === 'RESTORED')) {
    add('restore', row.state === 'RESTORED' ? 'Restore again…' : 'Restore…', row.state === 'RESTORED' ? 'quiet' : 'main', restore);
  }
  if (row.state === 'DELETED') {
    add('extend', 'Move the purge time…', 'quiet', now => extend(now, missing));
  }
  if (row.state !== 'PURGING') {
    add(row.hold ? 'unhold' : 'hold', row.hold ? 'Lift the hold…' : 'Hold…', 'quiet', hold);
    add('purge', 'Purge…', 'quiet danger', purge);
  }
  return list;
}

// Opens a dialog. run does what it asks for; a failure stays in the dialog.
function dialog(title, content, confirm, run, kind = 'main') {
  const trouble = el('div', {class: 'trouble'});
  const yes = el('button', {type: 'submit', class: kind, text: confirm});
  const form = el('form', {method: 'dialog'}, el('h3', {id: 'dialog-title'}, title), content, trouble,
    el('div', {class: 'buttons end'}, button('Cancel', 'quiet', () => box.close()), yes));
  const box = el('dialog', {'aria-labelledby': 'dialog-title'}, form);
  const before = document.activeElement?.dataset?.action;
  let busy = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    // The button stays enabled, or the focus would leave the dialog.
    if (busy) {
      return;
    }
    busy = true;
    trouble.replaceChildren();
    try {
      await run(box);
      box.close();
    } catch (error) {
      trouble.replaceChildren(problem(error));
    }
    busy = false;
  });
  box.addEventListener('close', () => {
    box.remove();
    (byId('detail').querySelector('[data-action="' + before + '"]') || byId('detail-title'))?.focus();
  });
  document.body.append(box);
  box.showModal();
  return {box, yes};
}

function explain(lack) {
  const {box, yes} = dialog('You may not do this', el('div', {}, el('p', {text: lack.message}), el('p', {class: 'next', text: lack.next})), 'Understood', async () => {});
  box.querySelector('.quiet').remove();
  yes.focus();
}

function field(label, input, hint) {
  return el('label', {class: 'field'}, el('span', {text: label}), input, hint && el('span', {class: 'hint', text: hint}));
}

function restore(row) {
  const group = groupOf(row);
  const whole = group.length > 0 && !(row.group && row.group !== row.object);
  const name = el('input', {name: 'toName', placeholder: row.name, autocomplete: 'off', spellcheck: 'false'});
  const namespace = el('input', {name: 'toNamespace', placeholder: row.namespace, autocomplete: 'off', spellcheck: 'false'});
  const over = el('input', {name: 'over', type: 'checkbox'});
  dialog(['Restore ', el('span', {class: 'kind', text: row.kind + ' '}), theirs(row.name)], el('div', {},
    whole && el('p', {text: plural(group.length, 'object that was', 'objects that were') + ' deleted with it ' + (group.length === 1 ? 'is' : 'are') + ' restored, too.'}),
    el('p', {class: 'next', text: 'It is created with your permissions. The tab Preview says what it would lead to.'}),
    el('details', {}, el('summary', {text: 'Under another name, in another namespace, or over what lives now'}),
      field('Name', name, 'Leave it empty for the old name.'),
      row.namespace && field('Namespace', namespace, 'Leave it empty for the old namespace.'),
      el('label', {class: 'check'}, over, ' ', el('span', {text: 'Over what lives under the name now; that is soft-deleted first'})))),
  'Restore', () => begin(row, {toName: name.value.trim(), toNamespace: namespace.value.trim(), over: over.checked}))
    .yes.focus();
}

// Requests a restore. It returns once the request was accepted, and follows it from then on.
function begin(row, options) {
  return new Promise((accepted, refused) => {
    const ended = new AbortController();
    let begun = false;
    const note = step => {
      if (ended.signal.aborted) {
        return;
      }
      following.set(row.uid, ended);
      begun = true;
      followed.set(row.uid, step);
      accepted();
      changed();
      if (step.done) {
        say(step.text);
      }
    };
    stream('/api/restore', {body: {...at(row), ...options}, signal: ended.signal}, step => note(step.problem ? {...step, text: 'Not restored', problem: new Problem(step.problem)} : step))
      .then(() => {
        const last = followed.get(row.uid);
        if (last && !last.done && !last.problem) {
          note({text: 'Not followed any more', problem: new Problem({message: 'The restore stays requested, but this page does not follow it any more.'})});
        }
      })
      .catch(error => (begun ? note({text: 'Not followed any more', problem: error}) : refused(error)));
  });
}

async function withdraw(row) {
  try {
    await post('/api/withdraw', at(row));
    following.get(row.uid)?.abort();
    followed.delete(row.uid);
    say('The request is withdrawn.');
  } catch (error) {
    followed.set(row.uid, {text: 'Not withdrawn', problem: error});
  }
  changed();
}

// Durations of policies have only hours, minutes and seconds.
function days(duration) {
  const hours = /^([0-9]+)h(0m)?(0s)?$/.exec(duration)?.[1];
  return hours && hours % 24 === 0 ? plural(hours / 24, 'day', 'days') : duration;
}

function extend(row, missing) {
  const choices = [['24h', 'one day from now'], ['7d', '7 days from now'], ['30d', '30 days from now'], ['', 'until a time:']];
  const until = el('input', {type: 'datetime-local', name: 'until', 'aria-label': 'Keep it until'});
  const radios = choices.map(([value, text], i) => el('label', {class: 'check'},
    el('input', {type: 'radio', name: 'for', value, checked: i === 1}), ' ', el('span', {text})));
  radios.at(-1).append(' ', until);
  until.addEventListener('input', () => {
    radios.at(-1).querySelector('input').checked = true;
  });
  const shorten = el('input', {type: 'checkbox', name: 'shorten', disabled: Boolean(missing.shorten)});
  const {box} = dialog('Move the purge time', el('div', {},
    el('p', {}, theirs(row.name), row.purge ? ' is purged at ' + moment(row.purge) + '.' : ' is kept indefinitely.',
      row.retention ? ' Its policy keeps it for ' + days(row.retention) + ' at most.' : ''),
    el('fieldset', {}, el('legend', {text: 'Keep it'}), radios),
    el('label', {class: 'check'}, shorten, ' ', el('span', {text: 'Allow an earlier time than planned'})),
    missing.shorten && el('p', {class: 'hint', text: missing.shorten.message})),
  'Move', async () => {
    const value = box.querySelector('input[name=for]:checked').value;
    if (!value && !until.value) {
      throw new Problem({message: 'Choose a time.'});
    }
    const after = await post('/api/extend', {...at(row), shorten: shorten.checked,
      ...(value ? {for: value} : {until: new Date(until.value).toISOString()})});
    say(after.purge ? row.kind + ' ' + row.name + ' is kept until ' + moment(after.purge) + '.' : row.kind + ' ' + row.name + ' is kept indefinitely.');
  });
}

function hold(row) {
  const text = row.hold ? (row.end <= now() ? 'Its purge time is over, so it is purged as soon as the hold is lifted.' : 'It is purged when its time is over.')
    : 'Until the hold is lifted, nobody purges it, and it does not end by itself.';
  dialog(row.hold ? 'Lift the legal hold' : 'Set a legal hold', el('p', {}, theirs(row.name), ': ', text), row.hold ? 'Lift the hold' : 'Hold', async () => {
    const after = await post('/api/hold', {...at(row), hold: !row.hold});
    say(row.kind + ' ' + row.name + (after.hold ? ' is under legal hold.' : ' is under no legal hold.'));
  }).yes.focus();
}

function purge(row) {
  const group = groupOf(row);
  const whole = group.length > 0 && !(row.group && row.group !== row.object);
  const name = el('input', {name: 'name', autocomplete: 'off', spellcheck: 'false', required: true});
  const {yes} = dialog(['Purge ', el('span', {class: 'kind', text: row.kind + ' '}), theirs(row.name)], el('div', {},
    el('p', {text: 'The stored copy is deleted permanently, and the data of claims with it. Nothing can undo this.'}),
    whole && el('p', {text: 'The copies of ' + plural(group.length, 'object', 'objects') + ' that went with it have records of their own, which stay.'}),
    field('Type its name to confirm', name, row.name)), 'Purge', async () => {
    await post('/api/purge', {...at(row), name: name.value});
    say('The purge of ' + row.kind + ' ' + row.name + ' is requested.');
  }, 'main danger');
  yes.disabled = true;
  name.addEventListener('input', () => {
    yes.disabled = name.value !== row.name;
  });
}
