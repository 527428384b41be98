// What was typed and not saved yet, kept in this browser. One entry for each article, and for each page at which a new
// one was begun; each person has their own.

const prefix = (account) => `pamphlet.unsaved.${account}.`;

// keep stores an entry; false when this browser keeps nothing, or has no room.
export function keep(account, id, entry) {
  try {
    localStorage.setItem(prefix(account) + id, JSON.stringify({ ...entry, at: Date.now() }));
    return true;
  } catch { return false; }
}

export function drop(account, id) {
  try { localStorage.removeItem(prefix(account) + id); } catch { /* it kept nothing */ }
}

// find gives an entry; null when there is none that can be read.
export function find(account, id) {
  try { return JSON.parse(localStorage.getItem(prefix(account) + id)); } catch { return null; }
}

// begun gives the newest entry of a new article that never reached the site, with its id; null when there is none.
export function begun(account, except) {
  let newest = null;
  try {
    for (const key of Object.keys(localStorage)) {
      const id = key.slice(prefix(account).length);
      if (!key.startsWith(prefix(account) + "page:") || id === except) continue;
      const entry = find(account, id);
      if (entry && (!newest || entry.at > newest.at)) newest = { id, ...entry };
    }
  } catch { /* it kept nothing */ }
  return newest;
}
