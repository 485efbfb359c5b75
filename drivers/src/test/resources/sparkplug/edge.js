// An edge node on Eclipse Tahu's sparkplug-client. Started with: folder, port, options as JSON
// {group, node, aliases, nodeMetrics, devices: {name: [{name, type, value}]}}; takes one command a line.
const [folder, port, given] = process.argv.slice(2);
const { createRequire } = require('module');
const library = createRequire(folder + '/node_modules/');
const sparkplug = library('sparkplug-client');
const options = JSON.parse(given);

let alias = 0;
const all = [...options.nodeMetrics, ...Object.values(options.devices).flat()];
if (options.aliases) {
  all.forEach((metric) => { metric.alias = ++alias; });
}

const client = sparkplug.newClient({
  serverUrl: 'mqtt://127.0.0.1:' + port,
  username: 'edge',
  password: 'edge',
  groupId: options.group,
  edgeNode: options.node,
  clientId: 'edge-' + options.node,
  publishDeath: true,
  version: 'spBv1.0',
});

const born = (metric) => ({
  timestamp: Date.now(),
  ...metric,
  ...(metric.value === null ? { isNull: true } : {}),
});

const told = (metric, more) => {
  const { name, alias: short, type, value } = metric;
  const one = { timestamp: Date.now(), type, value, ...more };
  return options.aliases ? { alias: short, ...one } : { name, ...one };
};

function birth() {
  const control = { name: 'Node Control/Rebirth', type: 'Boolean', value: false };
  client.publishNodeBirth({
    timestamp: Date.now(),
    metrics: [control, ...options.nodeMetrics].map(born),
  });
  Object.keys(options.devices).forEach(deviceBirth);
  console.log('born');
}

function deviceBirth(device) {
  client.publishDeviceBirth(device, { timestamp: Date.now(), metrics: options.devices[device].map(born) });
}

function send(device, metrics) {
  const payload = { timestamp: Date.now(), metrics };
  if (device) {
    client.publishDeviceData(device, payload);
  } else {
    client.publishNodeData(payload);
  }
}

const of = (device) => (device ? options.devices[device] : options.nodeMetrics);

function commanded(device, payload) {
  const changed = payload.metrics.map((metric) => {
    console.log('command ' + JSON.stringify({ device, name: metric.name, alias: metric.alias && Number(metric.alias), value: metric.value }));
    const own = of(device).find((one) => (metric.name ? one.name === metric.name : one.alias === Number(metric.alias)));
    own.value = metric.value;
    return told(own);
  });
  if (!options.deaf) {
    send(device, changed);
  }
}

client.on('birth', birth);
client.on('dcmd', (device, payload) => commanded(device, payload));
client.on('ncmd', (payload) => {
  const rebirth = payload.metrics.find((metric) => metric.name === 'Node Control/Rebirth');
  if (rebirth) {
    console.log('asked');
    birth();
  } else {
    commanded(null, payload);
  }
});

require('readline')
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { act, device, name, value, more } = JSON.parse(line);
    const metric = name && of(device).find((one) => one.name === name);
    switch (act) {
      case 'set':
        metric.value = value;
        send(device, [told(metric, more)]);
        break;
      case 'tell':
        send(device, [{ ...told(metric, more), value }]);
        break;
      case 'lose':
        client.incrementSeqNum();
        break;
      case 'death':
        client.publishDeviceDeath(device, { timestamp: Date.now(), metrics: [] });
        break;
      case 'birth':
        deviceBirth(device);
        break;
      default:
        throw new Error(line);
    }
    console.log('ok');
  })
  .on('close', () => process.exit());
