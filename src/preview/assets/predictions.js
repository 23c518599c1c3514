// Predicted requests beside those that were made.

/** Scripts that tell Lock of connections, and dictionaries. */
const KINDS = ['connections', 'dictionary'];

/** An address without what Lock appends against caches. */
export function plain(url) {
  return url.replace(/\?t\d+$/, '');
}

/** Whether an address is the predicted one; `{?}` stands for anything. */
export function matches(predicted, url) {
  const pattern = predicted.split('{?}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  // A base without a path is asked for with a slash.
  return new RegExp(`^${pattern}/?$`).test(plain(url));
}

/**
 * One row for each predicted request and for each that nobody predicted.
 *
 * @param {{what: string, url: string | null, outcome: string, why: string | null, required: boolean}[]} predicted
 * @param {{what: string, url: string, status?: number, note: string, by: string}[]} made in order
 * @returns {{what: string, url: string | null, outcome?: string, why?: string | null, required?: boolean,
 *   state: 'asked' | 'waiting' | 'not-taken' | 'unpredicted' | 'never', answer?: object}[]}
 */
export function compare(predicted, made) {
  const relevant = made.filter(({ what }) => KINDS.includes(what));
  const rows = predicted.map((prediction) => {
    const answer = relevant.findLast(({ what, url }) => what === prediction.what && prediction.url !== null && matches(prediction.url, url));
    return { ...prediction, answer };
  });
  const explained = (entry) => predicted.some(({ what, url }) => what === entry.what && url !== null && matches(url, entry.url));
  const surprises = relevant.filter((entry) => !explained(entry));
  return [
    ...rows.map((row) => ({ ...row, state: stateOf(row, rows) })),
    ...surprises.map((answer) => ({ what: answer.what, url: plain(answer.url), state: 'unpredicted', answer })),
  ];
}

function stateOf(row, rows) {
  if (row.answer) return 'asked';
  if (row.url === null) return 'never';
  // Of several ways that a page provides for, one is taken.
  return rows.some(({ what, answer }) => what === row.what && answer) ? 'not-taken' : 'waiting';
}
