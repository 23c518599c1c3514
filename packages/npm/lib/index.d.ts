/** Where the tenant runs. */
export type Target = 'cloud' | 'custom-domain' | 'private-cloud';

/** How bad the findings of a rule are. */
export type Severity = 'error' | 'warning' | 'note';

/** What to check a page for. */
export interface CheckOptions {
  /** Where the tenant runs: `cloud` unless this says otherwise. */
  target?: Target;
  /** Only these rules or groups of rules. */
  select?: string[];
  /** These rules or groups beside those that are selected. */
  extendSelect?: string[];
  /** All but these rules or groups of rules. */
  ignore?: string[];
  /** How bad the findings of a rule are, or `off`. */
  severity?: Record<string, Severity | 'off'>;
  /** The name of the page in reports and patches. */
  fileName?: string;
  /** Pages of more bytes are refused: 10,000,000 unless this says otherwise. */
  maxFileSize?: number;
}

/** What to check a page for, and which fixes to make. */
export interface FixOptions extends CheckOptions {
  /** Also make fixes that change something a person should decide. */
  unsafeFixes?: boolean;
  /** Fix only what these rules or groups find. */
  fixable?: string[];
  /** Leave what these rules or groups find to a person. */
  unfixable?: string[];
}

/** A place in a page. */
export interface Place {
  /** Index into the page's string, in UTF-16 code units from 0. */
  offset: number;
  /** From 1. */
  line: number;
  /** In characters (code points) from 1. */
  column: number;
}

/** A part of a page. */
export interface Range {
  start: Place;
  /** Behind the last character. */
  end: Place;
}

/** A replacement of a part of a page. */
export interface Edit {
  range: Range;
  content: string;
}

/** Edits that mend a finding, and stand or fall together. They have been verified on a copy of the page. */
export interface Fix {
  title: string;
  /** A `safe` fix changes nothing but what the finding is about; an `unsafe` one also changes something a person should decide. */
  applicability: 'safe' | 'unsafe' | 'display-only';
  edits: Edit[];
}

/** Something that is wrong with a page. */
export interface Finding {
  /** The id of the rule. */
  rule: string;
  /** The group of the rule. */
  group: string;
  severity: Severity;
  message: string;
  /** The name of the page. */
  path: string;
  range: Range;
  /** What to do about it. */
  help: string | null;
  /** Places that explain it. */
  related: { message: string; range: Range }[];
  fix: Fix | null;
  /** Why there is no fix, where there might be one. */
  unfixable: string | null;
}

/** How many of everything there were. */
export interface Summary {
  files: number;
  failed: number;
  findings: number;
  errors: number;
  warnings: number;
  notes: number;
  /** Findings left that safe fixes would mend. */
  fixable: number;
  /** Findings that were mended. */
  fixed: number;
}

/** What was found on a page. */
export interface CheckResult {
  /** The version of this shape. */
  version: number;
  /** The findings, in the order of the page. */
  findings: Finding[];
  summary: Summary;
}

/** A page with fixes made, and what is left to be found on it. */
export interface FixResult extends CheckResult {
  /** The page that came out. Places of findings are in this one. */
  page: string;
}

/** A script that Lock will request, predicted. */
export interface PredictedRequest {
  /** Whose logins lead to it. */
  client: 'first-party' | 'third-party' | 'all';
  /** With `{…}` for what is not known before the page runs; null when Lock does not get so far. */
  url: string | null;
  outcome: 'works' | 'fails' | 'unknown';
  /** Why it does not work, or may not. */
  why: string | null;
}

/** A place where the page constructs Lock. */
export interface Construction {
  constructor: 'Auth0Lock' | 'Auth0LockPasswordless';
  range: Range;
  /** Index into `loads`; null when the page loads no Lock before. */
  load: number | null;
  requests: PredictedRequest[];
  /** What else `lockwright inspect --output-format json` tells. */
  [detail: string]: unknown;
}

/** What is seen of a page. */
export interface Inspection {
  path: string;
  loads: { library: string; version: string | null; range: Range }[];
  decodes: Range[];
  constructions: Construction[];
  /** Scripts of hosts that are neither the tenant's nor Auth0's. */
  foreign_scripts: { host: string; range: Range }[];
  unfollowed: unknown[];
}

/** A rule. */
export interface Rule {
  id: string;
  group: string;
  severity: Severity;
  /** Whether there are fixes for its findings. */
  fix: 'always' | 'sometimes' | 'never';
  summary: string;
  url: string;
  /** In Markdown. */
  documentation: string;
}

/** Says what is wrong with a page. */
export function check(page: string, options?: CheckOptions): Promise<CheckResult>;

/** Makes the fixes that can be trusted, and says what is left. */
export function fix(page: string, options?: FixOptions): Promise<FixResult>;

/** Shows as a patch what `fix` would change. */
export function diff(page: string, options?: FixOptions): Promise<string>;

/** Shows what Lock will be given, and what it will request. */
export function inspect(page: string, options?: Pick<CheckOptions, 'target' | 'maxFileSize'>): Promise<Inspection>;

/** The rules with their documentation. */
export function rules(): Promise<Rule[]>;

/** The page with edits made, such as those of a finding's fix. */
export function applyEdits(page: string, edits: readonly Edit[]): string;

/** What a command came to. */
export interface RunResult {
  /** The exit code: 0 when nothing at or above `--fail-on` is left, 1 when something is, 2 after an error. */
  code: number;
  stdout: string;
  stderr: string;
  /** The files there are afterwards, by their paths. */
  files: Record<string, string>;
}

/**
 * Runs any command, such as `['check', '--output-format', 'sarif', 'login.html']`, on files in memory.
 *
 * @param args the arguments
 */
export function run(
  args: readonly string[],
  given?: { stdin?: string; files?: Record<string, string> },
): Promise<RunResult>;

/** An error in the options, or in reading the page. */
export class LockwrightError extends Error {}

/** Lockwright itself failed: a bug, or a page beyond what there is memory for. */
export class Crash extends Error {}

/** What an instance of the module asks for files, streams and variables. */
export interface Host {
  variables(): Record<string, string | undefined>;
  currentFolder(): string;
  columns(stream: number): number | undefined;
  open(path: string): number;
  read(file: number, most: number): Uint8Array;
  close(file: number): void;
  print(stream: number, bytes: Uint8Array): void;
  status(path: string, followLink: boolean): { kind: 'f' | 'd' | 'l' | 'o'; size: number; modified: number };
  realPath(path: string): string;
  entries(path: string): { kind: 'f' | 'd' | 'l' | 'o'; name: string }[];
  replace(path: string, before: Uint8Array, after: Uint8Array): void;
  create(path: string, content: Uint8Array): void;
  write(path: string, content: Uint8Array): void;
  sleep(milliseconds: number): void;
  /** Puts in order what a killed run left in a folder; gives the files that have their old content again. */
  tidy(folder: string): string[];
  /** What pages are run in. */
  readonly engine?: Engine;
}

/** Realms of JavaScript by their handles, as `packages/npm/engine` in the repository describes them. */
export interface Engine {
  open(first: string): number | undefined;
  evaluate(realm: number, script: string): string;
  close(realm: number): void;
}

/** An instance of the module, for hosts of your own: the language server in an editor, say. */
export class Core {
  /** `roomy` says that this thread was started with a large stack, which code that is nested deep needs. */
  constructor(module: WebAssembly.Module, host: Host, thread?: { roomy?: boolean });
  /** Runs a command; gives its exit code. */
  run(args: readonly string[]): number;
  /** Makes the language server, with the arguments of `lockwright lsp`. Gives 0, or 2 when they are wrong. */
  startServer(args: readonly string[]): number;
  /** Gives the language server a message of JSON-RPC; each answer is printed by itself. Tells whether it goes on. */
  serve(message: string): boolean;
}

/** A host whose files are in memory. */
export class MemoryHost implements Host {
  constructor(given?: { stdin?: string; files?: Record<string, string>; folder?: string; engine?: Engine });
  readonly files: Record<string, string>;
  put(path: string, text: string): void;
  get(path: string): string | undefined;
  remove(path: string): void;
  take(stream: 1 | 2): string;
  takeAll(stream: 1 | 2): string[];
  variables(): Record<string, string | undefined>;
  currentFolder(): string;
  columns(stream: number): number | undefined;
  open(path: string): number;
  read(file: number, most: number): Uint8Array;
  close(file: number): void;
  print(stream: number, bytes: Uint8Array): void;
  status(path: string): { kind: 'f' | 'd' | 'l' | 'o'; size: number; modified: number };
  realPath(path: string): string;
  entries(path: string): { kind: 'f' | 'd' | 'l' | 'o'; name: string }[];
  replace(path: string, before: Uint8Array, after: Uint8Array): void;
  create(path: string, content: Uint8Array): void;
  write(path: string, content: Uint8Array): void;
  tidy(folder: string): string[];
  sleep(milliseconds: number): void;
}
