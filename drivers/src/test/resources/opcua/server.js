// An OPC UA server on node-opcua, for tests: node server.js FOLDER PORT [OPTIONS]
// OPTIONS is JSON: certificate, key (files), uri (the application's), policies, modes (names of
// node-opcua), host (the name it says it has), strangers (whether it takes clients it does not
// know), user and password, users (a file with the certificate of a user it takes), limits (of
// operations), plant (whether it has the objects below), methods (whether it has the object Drive),
// alarms (whether it has a lift with a level alarm and events), many (a
// count of variables ns=1;s=Many.0 … that hold their number, under one folder), preset (a list of
// commands that are carried out before it serves). Without them it has no security and takes anybody.
// FOLDER holds node_modules/node-opcua. Commands come as JSON lines on standard input:
//   {"node": "Speed", "type": "Double", "value": 1.5, "status": "Good", "time": 1700000000000}
// The first command for a node makes it, as ns=1;s=NAME. "array": true makes a one-dimensional one;
// "access": "CurrentRead" is all that its user may do with it.
//   {"raise": "DoorEventType", "severity": 300, "message": "…", "floor": 12}
// raises an event at the lift. Lift.Level is the input of its alarm: high above 80, high high above 90.
// Answers on standard output: "ready" once it serves, then one "ok" for each command.
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const [folder, port, given = "{}"] = process.argv.slice(2);
const options = JSON.parse(given);
const ua = require(path.join(folder, "node_modules", "node-opcua"));

const names = (said, of) => (said ?? ["None"]).map((name) => of[name]);

async function takenUsers() {
  const users = new ua.OPCUACertificateManager({
    rootFolder: path.join(process.cwd(), "users"),
    automaticallyAcceptUnknownCertificate: false,
  });
  await users.initialize();
  const pem = fs.readFileSync(options.users, "latin1");
  await users.trustCertificate(Buffer.from(pem.replace(/-----.*-----/g, ""), "base64"));
  return users;
}

async function serve() {
  const users = options.users && (await takenUsers());
  const server = new ua.OPCUAServer({
    host: "127.0.0.1",
    hostname: options.host ?? "127.0.0.1",
    port: Number(port),
    securityPolicies: names(options.policies, ua.SecurityPolicy),
    securityModes: names(options.modes, ua.MessageSecurityMode),
    ...(options.certificate && {
      certificateFile: options.certificate,
      privateKeyFile: options.key,
      serverInfo: { applicationUri: options.uri },
    }),
    allowAnonymous: !options.user,
    ...(options.user && {
      userManager: {
        isValidUser: (user, password) => user === options.user && password === options.password,
      },
    }),
    ...(options.users && { userCertificateManager: users }),
    serverCertificateManager: new ua.OPCUACertificateManager({
      rootFolder: path.join(process.cwd(), "pki"),
      automaticallyAcceptUnknownCertificate: options.strangers ?? true,
    }),
    serverCapabilities: {
      operationLimits: options.limits ?? { maxNodesPerRead: 7, maxMonitoredItemsPerCall: 5 },
    },
  });
  await server.initialize();
  const space = server.engine.addressSpace.getOwnNamespace();
  const variables = new Map();
  let lift;

  function handle(command) {
    if (command.raise) {
      raise(command);
      return;
    }
    const { node, type, value, status = "Good", time, array = false, access } = command;
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
        ...(access !== undefined && { userAccessLevel: access }),
      });
      variables.set(node, variable);
    }
    variables
      .get(node)
      .setValueFromSource(held, ua.StatusCodes[status], time === undefined ? new Date() : new Date(time));
  }

  // A pump with an analog item, a discrete state, an enumeration, what cannot be a point, a method,
  // and a way back to where it stands.
  function addPlant() {
    const objects = server.engine.addressSpace.rootFolder.objects;
    const pump = space.addObject({ organizedBy: objects, browseName: "Pump1", nodeId: "s=Pump1" });
    space.addAnalogDataItem({
      componentOf: pump,
      browseName: "Pressure",
      displayName: "出口压力",
      nodeId: "s=Pump1.Pressure",
      dataType: "Float",
      definition: "measured",
      engineeringUnitsRange: { low: 0, high: 1.6 },
      engineeringUnits: ua.makeEUInformation("MPA", "MPa", "megapascal"),
      value: { dataType: ua.DataType.Float, value: 0.5 },
    });
    space.addMultiStateDiscrete({
      componentOf: pump,
      browseName: "Mode",
      nodeId: "s=Pump1.Mode",
      enumStrings: ["stop", "auto", "manual"],
      value: 1,
    });
    const phase = space.addEnumerationType({
      browseName: "Phase",
      enumeration: [
        { displayName: "idle", value: 0 },
        { displayName: "starting", value: 10 },
      ],
    });
    space.addVariable({
      componentOf: pump,
      browseName: "Phase",
      nodeId: "s=Pump1.Phase",
      dataType: phase,
      value: { dataType: ua.DataType.Int32, value: 10 },
    });
    space.addVariable({
      componentOf: pump,
      browseName: "Running",
      nodeId: "i=42",
      dataType: "Boolean",
      accessLevel: "CurrentRead | CurrentWrite",
      userAccessLevel: "CurrentRead | CurrentWrite",
      value: { dataType: ua.DataType.Boolean, value: true },
    });
    space.addVariable({
      componentOf: pump,
      browseName: "Trend",
      nodeId: "s=Pump1.Trend",
      dataType: "Double",
      valueRank: 1,
      arrayDimensions: [0],
      value: { dataType: ua.DataType.Double, arrayType: ua.VariantArrayType.Array, value: [1, 2] },
    });
    const broken = space.addVariable({
      componentOf: pump,
      browseName: "Broken",
      nodeId: "s=Pump1.Broken",
      dataType: "Double",
    });
    broken.setValueFromSource({ dataType: ua.DataType.Double, value: 0 }, ua.StatusCodes.BadSensorFailure);
    space.addVariable({
      propertyOf: pump,
      browseName: "Serial",
      nodeId: "s=Pump1.Serial",
      dataType: "String",
      value: { dataType: ua.DataType.String, value: "P-7" },
    });
    space.addMethod(pump, { browseName: "Start", nodeId: "s=Pump1.Start" });
    pump.addReference({ referenceType: "Organizes", nodeId: objects });
  }

  // A drive whose methods say what they were called with: Drive.Called holds their number and the last
  // arguments. Slow answers after 10 s; what else they do stands in their names.
  function addMethods() {
    const drive = space.addObject({
      organizedBy: server.engine.addressSpace.rootFolder.objects,
      browseName: "Drive",
      nodeId: "s=Drive",
    });
    const called = space.addVariable({
      componentOf: drive,
      browseName: "Called",
      nodeId: "s=Drive.Called",
      dataType: "String",
      minimumSamplingInterval: 10,
      value: { dataType: ua.DataType.String, value: "0" },
    });
    let calls = 0;
    const input = (name, dataType, valueRank = -1) => ({ name, dataType: ua.DataType[dataType], valueRank });
    const add = (name, inputArguments, answer) => {
      const method = space.addMethod(drive, {
        browseName: name,
        nodeId: "s=Drive." + name,
        inputArguments,
        outputArguments: [],
      });
      method.bindMethod((given, _context, callback) => {
        calls++;
        const said = given.map((one) => ua.DataType[one.dataType] + " " + (one.value?.text ?? one.value));
        called.setValueFromSource({ dataType: ua.DataType.String, value: [calls, name, ...said].join(" ") });
        answer(given, (statusCode, inputArgumentResults) => callback(null, { statusCode, inputArgumentResults }));
      });
    };
    const status = (name) => (_given, done) => done(ua.StatusCodes[name]);
    add("Reset", [], status("Good"));
    add("SetSpeed", [input("Speed", "Float"), input("Ramp", "UInt16"), input("Why", "LocalizedText")], status("Good"));
    add("SetMode", [input("Mode", "Int32")], status("Good"));
    add("Forbidden", [], status("BadUserAccessDenied"));
    add("Locked", [], status("BadNotExecutable"));
    add("Picky", [input("Speed", "Double")], (_given, done) =>
      done(ua.StatusCodes.BadInvalidArgument, [ua.StatusCodes.BadOutOfRange]));
    add("List", [input("Speeds", "Double", 1)], status("Good"));
    add("Slow", [], (_given, done) => setTimeout(() => done(ua.StatusCodes.Good), 10000));
  }

  // The lift in its area, which notifies the server; a mute object beside it.
  function addAlarms() {
    const addressSpace = server.engine.addressSpace;
    addressSpace.installAlarmsAndConditionsService();
    const objects = addressSpace.rootFolder.objects;
    const area = space.addObject({
      organizedBy: objects,
      notifierOf: objects.server,
      browseName: "Area",
      nodeId: "s=Area",
      eventNotifier: 1,
    });
    lift = space.addObject({ componentOf: area, eventSourceOf: area, browseName: "Lift", nodeId: "s=Lift", eventNotifier: 1 });
    space.addObject({ organizedBy: objects, browseName: "Mute", nodeId: "s=Mute" });
    const level = space.addVariable({
      componentOf: lift,
      eventSourceOf: lift,
      browseName: "Level",
      nodeId: "s=Lift.Level",
      dataType: "Double",
      minimumSamplingInterval: 10,
      value: { dataType: ua.DataType.Double, value: 50 },
    });
    variables.set("Lift.Level", level);
    space.instantiateExclusiveLimitAlarm("ExclusiveLevelAlarmType", {
      browseName: "LevelAlarm",
      conditionName: "LevelAlarm",
      componentOf: lift,
      conditionSource: lift,
      inputNode: level,
      lowLowLimit: -10,
      lowLimit: 0,
      highLimit: 80,
      highHighLimit: 90,
    });
    const door = space.addEventType({ browseName: "DoorEventType", nodeId: "s=DoorEventType", subtypeOf: "BaseEventType" });
    space.addVariable({
      propertyOf: door,
      browseName: "Floor",
      nodeId: "s=DoorEventType.Floor",
      dataType: "UInt16",
      modellingRule: "Mandatory",
      value: { dataType: ua.DataType.UInt16, value: 0 },
    });
    space.addEventType({ browseName: "WideDoorEventType", nodeId: "s=WideDoorEventType", subtypeOf: door });
  }

  function raise({ raise: type, severity, message, floor }) {
    lift.raiseEvent(server.engine.addressSpace.findEventType(type, 1), {
      message: { dataType: ua.DataType.LocalizedText, value: { text: message } },
      severity: { dataType: ua.DataType.UInt16, value: severity },
      ...(floor !== undefined && { floor: { dataType: ua.DataType.UInt16, value: floor } }),
    });
  }

  function addMany(count) {
    const many = space.addObject({
      organizedBy: server.engine.addressSpace.rootFolder.objects,
      browseName: "Many",
      nodeId: "s=Many",
    });
    for (let number = 0; number < count; number++) {
      space.addVariable({
        organizedBy: many,
        browseName: "N" + number,
        nodeId: "s=Many." + number,
        dataType: "Double",
        value: { dataType: ua.DataType.Double, value: number },
      });
    }
  }

  if (options.plant) addPlant();
  if (options.alarms) addAlarms();
  if (options.methods) addMethods();
  if (options.many) addMany(options.many);

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
  (options.preset ?? []).forEach(handle);
  await server.start();
  started = true;
  console.log("ready");
  early.forEach(answer);
}

serve().catch((fault) => {
  console.error(fault);
  process.exit(1);
});
