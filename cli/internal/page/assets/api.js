// Requests to the program that serves the page.

const name = 'undelete-key';

// The key comes with the page when the link is opened. It stays in this tab.
export function takeKey() {
  const fresh = document.querySelector('meta[name=key]').content;
  if (fresh) {
    sessionStorage.setItem(name, fresh);
    history.replaceState(null, '', '/');
  }
  return sessionStorage.getItem(name) !== null;
}

export class Problem extends Error {
  constructor(problem) {
    super(problem.message);
    this.next = problem.next || '';
    this.code = problem.code;
  }
}

async function send(path, query, body, signal) {
  const url = path + (query ? '?' + new URLSearchParams(query) : '');
  const headers = {'X-Undelete-Key': sessionStorage.getItem(name) || ''};
  const options = {headers, signal};
  if (body) {
    options.method = 'POST';
    options.body = JSON.stringify(body);
    headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (signal && signal.aborted) {
      throw error;
    }
    throw new Problem({message: 'The program that serves this page does not answer.',
      next: 'If kubectl undelete ui has ended, start it again.'});
  }
  if (response.ok) {
    return response;
  }
  const text = await response.text();
  let problem = {message: text};
  if ((response.headers.get('Content-Type') || '').includes('json')) {
    problem = JSON.parse(text);
  }
  throw new Problem(problem);
}

export async function get(path, query, signal) {
  return (await send(path, query, null, signal)).json();
}

export async function post(path, body) {
  return (await send(path, null, body)).json();
}

// Calls the function with each JSON value that the answer has, as it comes.
export async function stream(path, {query, body, signal}, each) {
  const response = await send(path, query, body, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {value, done} = await reader.read();
    if (done) {
      return;
    }
    const parts = (rest + value).split('\n');
    rest = parts.pop();
    for (const part of parts) {
      if (part) {
        each(JSON.parse(part));
      }
    }
  }
}

// What a request says about one record.
export function at(record) {
  return {namespace: record.home, record: record.record, uid: record.uid};
}
