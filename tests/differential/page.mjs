// A page around a script.

const LOAD = '<script src="https://cdn.auth0.com/js/lock/11.35.1/lock.min.js"></script>';

/** @param {string} script */
export function pageOf(script) {
  return `<!DOCTYPE html>\n<html>\n<head><title>Log in</title></head>\n<body>\n${LOAD}\n<script>\n${script}\n</script>\n</body>\n</html>\n`;
}

/** The script of such a page. */
export function scriptOf(page) {
  const [, script] = /<script>\n([\s\S]*)\n<\/script>/.exec(page);
  return script;
}
