// An OPC UA server on node-opcua, for tests: node server.js FOLDER PORT [OPTIONS]
// OPTIONS is JSON: certificate, key (files), uri (the application's), policies, modes (names of
// node-opcua), host (the name it says it has), strangers (whether it takes clients it does not
// know), user and password. Without them it has no security and takes anybody.
// FOLDER holds node_modules/node-opcua. Commands come as JSON lines on standard input:
//   {"node": "Speed", "type": "Double", "value": 1.5, "status": "Good", "time": 1700000000000}
// The first command for a node makes it, as ns=1;s=NAME. "array": true makes a one-dimensional one.
// Answers on standard output: "ready" once it serves, then one "ok" for each command.
const path = require("node:path");
const readline = require("node:readline");
const [folder, port, given = "{}"] = process.argv.slice(2);
const options = JSON.parse(given);
const ua = require(path.join(folder, "node_modules", "node-opcua"));

async function serve() {
  const server = new ua.OPCUAServer({
    host: "127.0.0.1",
    hostname: options.host ?? "127.0.0.1",
    port: Number(port),
    securityPolicies: (options.policies ?? ["None"]).map((name) => ua.SecurityPolicy[name]),
    securityModes: (options.modes ?? ["None"]).map((name) => ua.MessageSecurityMode[name]),
    ...(options.certificate && {
      certificateFile: options.certificate,
      privateKeyFile: options.key,
      serverInfo: { applicationUri: options.uri },
    }),
    ...(options.user && {
      allowAnonymous: false,
      userManager: {
        isValidUser: (user, password) => user === options.user && password === options.password,
      },
    }),
    serverCertificateManager: new ua.OPCUACertificateManager({
      rootFolder: path.join(process.cwd(), "pki"),
      automaticallyAcceptUnknownCertificate: options.strangers ?? true,
    }),
    serverCapabilities: { operationLimits: { maxNodesPerRead: 7, maxMonitoredItemsPerCall: 5 } },
  });
  await server.initialize();
  const space = server.engine.addressSpace.getOwnNamespace();
  const variables = new Map();

  function handle(command) {
    const { node, type, value, status = "Good", time, array = false } = command;
    const held = {
      dataType: ua.DataType[type],
      arrayType: array ? ua.VariantArrayType.Array : ua.VariantArrayType.Scalar,
      value,
    };
    if (!variables.has(node)) {
      const variable = space.addVariable({
        organizedBy: server.engine.addressSpace.rootFolder.objects,
        browseName: node,
        nodeId: "s=" + node,
        dataType: ua.DataType[type],
        valueRank: array ? 1 : -1,
        arrayDimensions: array ? [0] : null,
        minimumSamplingInterval: 10,
      });
      variables.set(node, variable);
    }
    variables
      .get(node)
      .setValueFromSource(held, ua.StatusCodes[status], time === undefined ? new Date() : new Date(time));
  }

  const lines = readline.createInterface({ input: process.stdin });
  const early = [];
  let started = false;
  const answer = (line) => {
    try {
      handle(JSON.parse(line));
      console.log("ok");
    } catch (fault) {
      console.log("fault " + fault.message);
    }
  };
  lines.on("line", (line) => (started ? answer(line) : early.push(line)));
  lines.on("close", () => process.exit(0));
  await server.start();
  started = true;
  console.log("ready");
  early.forEach(answer);
}

serve().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
