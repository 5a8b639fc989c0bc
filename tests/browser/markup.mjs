// The markup of every page, by html-validate's recommended rules. What is relaxed is a matter of taste, and says why.
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const CONFIG = {
  extends: ["html-validate:recommended"],
  rules: {
    // A name on <search> is right: it is a landmark. The plain rule knows only the older elements.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // How much of a title a results page shows is not a fault of the markup; inspections have long names.
    "long-title": "off",
    // HTML allows any id without spaces, and that of a finding is its author's: "4p-plans".
    "valid-id": ["error", { relaxed: true }],
  },
};

export const readMarkup = (report, pages) => {
  const validator = new HtmlValidate(new StaticConfigLoader({ root: true, ...CONFIG }));
  for (const { file, path } of pages) {
    const { results } = validator.validateStringSync(readFileSync(file, "utf8"), file);
    const messages = results.flatMap((result) => result.messages);
    report.check("markup", path, messages.map(({ ruleId, message, line, column, selector }) => (
      { text: `${ruleId}: ${message}`, detail: `line ${line}:${column} ${selector || ""}` })));
  }
};
