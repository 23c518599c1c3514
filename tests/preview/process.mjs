// What the bundles of older releases expect of Node.js.
export const process = {
  browser: true,
  env: {},
  nextTick: (callback, ...args) => setTimeout(() => callback(...args), 0),
};
