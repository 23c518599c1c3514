// Making a failing program small: statements and then parts of them are left out as long as it fails in the same way.

/** The ways to leave something out of a list, the largest parts first. */
function* without(list) {
  for (let size = Math.ceil(list.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < list.length; start += size) yield [...list.slice(0, start), ...list.slice(start + size)];
  }
}

/** What can be left out of a statement: a body instead of what is around it, or a part between semicolons. */
function* smaller(statement) {
  const bodies = [...statement.matchAll(/\{([^{}]*)\}/g)];
  for (const [all, inside] of bodies) {
    yield inside.trim();
    yield statement.replace(all, '{}');
  }
  const parts = statement.split(/(?<=;)\s+/);
  if (parts.length > 1) for (const rest of without(parts)) yield rest.join(' ');
}

/**
 * @param {string[]} statements
 * @param {(statements: string[]) => Promise<boolean>} fails
 * @param {number} tries
 */
export async function shrink(statements, fails, tries = 150) {
  let best = statements;
  let left = tries;
  const better = async (candidates) => {
    for (const candidate of candidates) {
      if (left <= 0) return false;
      left -= 1;
      if (await fails(candidate)) {
        best = candidate;
        return true;
      }
    }
    return false;
  };
  while (await better(without(best)));
  const inside = function* () {
    for (const [index, statement] of best.entries()) {
      for (const other of smaller(statement)) yield best.with(index, other);
    }
  };
  while (await better(inside()));
  return best;
}
