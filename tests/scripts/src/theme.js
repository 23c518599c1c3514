export const theme = { logo: 'https://cdn.acme.example/logo.png', primaryColor: '#123456' };

export function show(lock) {
  lock.show();
}
