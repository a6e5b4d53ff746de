// Lints an OpenAPI document as `npx @redocly/cli lint` does, without the 200 packages that this command needs besides.
import { createConfig, formatProblems, getTotals, lint } from "@redocly/openapi-core";

const config = await createConfig({ extends: ["recommended"] });
const problems = await lint({ ref: process.argv[2], config });
const totals = getTotals(problems);
formatProblems(problems, { format: "codeframe", totals });
console.log(`Redocly: ${totals.errors} errors, ${totals.warnings} warnings`);
process.exitCode = problems.length === 0 ? 0 : 1;
