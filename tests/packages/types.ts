import { applyEdits, check, fix, type Finding, type FixResult } from 'lockwright';

export async function use(page: string): Promise<string> {
  const { findings } = await check(page, { target: 'custom-domain', severity: { 'outdated-lock': 'off' } });
  const first: Finding | undefined = findings[0];
  const fixed: FixResult = await fix(page, { unsafeFixes: true });
  // @ts-expect-error there is no such target
  await check(page, { target: 'cluod' });
  return first?.fix ? applyEdits(page, first.fix.edits) : fixed.page;
}
