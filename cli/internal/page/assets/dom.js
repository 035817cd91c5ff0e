// Elements and texts. Text of others gets into the page only as text, never as HTML.

// Creates an element. Of the attributes, "text" is its text, "on..." are listeners, and the others
// are set as they are; null and false leave them out.
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (name === 'text') {
      element.textContent = value;
    } else if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
  return element;
}

// Text of others, whose writing direction does not affect what is beside it.
export function theirs(text, attributes) {
  return el('bdi', {...attributes, text});
}

export function button(text, kind, onclick, more) {
  return el('button', {type: 'button', class: kind, onclick, text, ...more});
}

// Writes text only if it has changed.
export function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function byId(id) {
  return document.getElementById(id);
}

let toastTimer;

// Says something at the edge of the page, also to screen readers.
export function say(text) {
  const toast = byId('toast');
  toast.textContent = text;
  toast.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => toast.classList.remove('shown'), 6000);
}

// A failure, with what to do next.
export function problem(error) {
  const lines = (error.next || '').split('\n').filter(line => line);
  return el('div', {class: 'problem', role: 'alert'}, el('p', {text: error.message}), lines.map(line => el('p', {class: 'next', text: line})));
}

const units = [['d', 86400], ['h', 3600], ['m', 60], ['s', 1]];

// A duration in its two largest units, such as "1d 23h".
export function span(seconds) {
  let rest = Math.max(0, Math.floor(seconds));
  const parts = [];
  for (const [unit, size] of units) {
    const n = Math.floor(rest / size);
    if (n > 0 || (unit === 's' && parts.length === 0)) {
      parts.push(n + unit);
      rest -= n * size;
    } else if (parts.length > 0) {
      break;
    }
    if (parts.length === 2 || (unit === 'd' && n >= 10)) {
      break;
    }
  }
  return parts.join(' ');
}

const clock = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'medium'});

export function moment(text) {
  const time = Date.parse(text);
  return Number.isNaN(time) ? 'unknown' : clock.format(time);
}

export function size(bytes) {
  return bytes < 1024 ? bytes + ' B' : bytes < 1048576 ? (bytes / 1024).toFixed(1) + ' KiB' : (bytes / 1048576).toFixed(1) + ' MiB';
}

export function plural(n, one, many) {
  return n.toLocaleString('en') + ' ' + (n === 1 ? one : many);
}
