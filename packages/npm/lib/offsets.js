// Places in a page. The command counts bytes; strings of JavaScript count UTF-16 code units.

/**
 * Turns every offset in a report on a page from bytes to UTF-16 code units.
 *
 * @template T
 * @param {string} page
 * @param {T} report
 * @returns {T}
 */
export function inUtf16(page, report) {
  const places = [];
  collect(report, places);
  places.sort((a, b) => a.offset - b.offset);
  let bytes = 0;
  let units = 0;
  for (const place of places) {
    while (bytes < place.offset) {
      const code = page.codePointAt(units);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      units += code < 0x10000 ? 1 : 2;
    }
    place.offset = units;
  }
  return report;
}

function collect(value, places) {
  if (value === null || typeof value !== 'object') return;
  if (typeof value.offset === 'number') places.push(value);
  for (const part of Object.values(value)) collect(part, places);
}

/**
 * The page with edits made, such as those of a fix.
 *
 * @param {string} page
 * @param {import('./index.js').Edit[]} edits
 */
export function applyEdits(page, edits) {
  const inOrder = [...edits].sort((a, b) => a.range.start.offset - b.range.start.offset);
  let result = '';
  let at = 0;
  for (const { range, content } of inOrder) {
    result += page.slice(at, range.start.offset) + content;
    at = range.end.offset;
  }
  return result + page.slice(at);
}
