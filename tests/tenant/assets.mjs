// What auth0-deploy-cli reads of a folder or a YAML file, as JSON; or, with --difference, in what two such documents
// differ, one path a line with the value that comes.
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

function difference(before, after, path = "") {
  const isTree = (value) => value !== null && typeof value === "object";
  if (isTree(before) && isTree(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => difference(before[key], after[key], `${path}/${key}`));
  }
  return before === after ? [] : [`${path}: ${JSON.stringify(after)}`];
}

async function assets(tools, input) {
  const require = createRequire(join(resolve(tools), "node_modules", "x.js"));
  const library = (name) => require(join(resolve(tools), "node_modules/auth0-deploy-cli/lib", name)).default;
  const isFolder = statSync(input).isDirectory();
  const Context = library(isFolder ? "context/directory/index.js" : "context/yaml/index.js");
  const config = {
    AUTH0_INPUT_FILE: input,
    AUTH0_KEYWORD_REPLACE_MAPPINGS: { CLIENTS: ["a"], NAME: "Users" },
  };
  // Reading asks the tenant for nothing.
  const context = new Context(config, {});
  await context.loadAssetsFromLocal();
  const { pages, clients, connections, databases, prompts } = context.assets;
  return { pages, clients, connections, databases, prompts };
}

const [first, second, third] = process.argv.slice(2);
if (first === "--difference") {
  const read = (path) => JSON.parse(readFileSync(path, "utf8"));
  for (const line of difference(read(second), read(third))) console.log(line);
} else {
  // Its log goes to standard output.
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  const read = await assets(first, second);
  process.stdout.write = write;
  write(`${JSON.stringify(read, null, 1)}\n`);
}
