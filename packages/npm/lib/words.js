// Options of the library's functions as arguments of the command.

/**
 * @param {import('./index.js').FixOptions} options
 * @param {'check' | 'fix' | 'inspect'} command
 * @returns {string[]}
 */
export function words(options, command) {
  const result = ['--isolated'];
  const add = (name, value) => {
    if (value !== undefined && value !== false) result.push(value === true ? name : `${name}=${value}`);
  };
  add('--target', options.target);
  add('--max-file-size', options.maxFileSize);
  if (command === 'inspect') return result;
  add('--stdin-filename', options.fileName);
  for (const name of ['select', 'extendSelect', 'ignore', 'fixable', 'unfixable']) {
    if (options[name]?.length > 0) add(`--${kebab(name)}`, options[name].join(','));
  }
  for (const [rule, level] of Object.entries(options.severity ?? {})) add('--severity', `${rule}=${level}`);
  add('--unsafe-fixes', options.unsafeFixes);
  return result;
}

function kebab(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
