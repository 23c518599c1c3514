export function readConfig() {
  return window.loginConfig;
}
