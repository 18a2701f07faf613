// Plain JavaScript for any Node: says what to do when scripts do not run on the Node that Lambda runs.
const [major] = process.versions.node.split(".");
if (major !== "24") {
  console.error(
    [
      `This needs Node 24, the runtime of the Lambda functions; it is running on ${process.versions.node}.`,
      "npm ci installs that Node beside the project. It did not, most likely because install scripts were switched off.",
      "Cure: npm ci --ignore-scripts=false",
    ].join("\n"),
  );
  process.exit(2);
}
