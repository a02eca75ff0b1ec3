// Keeps the Playground on this machine: it listens on every interface otherwise, and asks the vendor's directory for tokens and keys. With ENTRA set, a double is asked instead.
const net = require('node:net'), http = require('node:http'), https = require('node:https'), { urlToHttpOptions } = require('node:url');

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
    if (typeof args[0] === 'number' && typeof args[1] !== 'string') args.splice(1, 0, '127.0.0.1');
    else if (args[0] && typeof args[0] === 'object' && args[0].port !== undefined && !args[0].host) args[0] = { ...args[0], host: '127.0.0.1' };
    return listen.apply(this, args);
};

const directory = /^(login\.microsoftonline\.com|login\.microsoft\.com|login\.windows\.net|login\.botframework\.com|sts\.windows\.net)$/;
const entra = process.env.ENTRA && new URL(process.env.ENTRA);
if (entra) {
    for (const name of ['request', 'get']) {
        const original = https[name];
        https[name] = function (address, second, third) {
            const options = typeof address === 'string' || address instanceof URL
                ? { ...urlToHttpOptions(new URL(address)), ...(typeof second === 'object' ? second : {}) } : address;
            const answered = typeof second === 'function' ? second : third;
            const host = (options.hostname || options.host || '').split(':')[0];
            return directory.test(host)
                ? http[name]({ ...options, protocol: 'http:', hostname: entra.hostname, host: entra.hostname, port: entra.port, agent: undefined, headers: { ...options.headers, host } }, answered)
                : original.call(this, address, second, third);
        };
    }
    const fetched = globalThis.fetch;
    globalThis.fetch = (input, init) => {
        const address = new URL(input.url || input);
        return fetched(directory.test(address.hostname) ? new URL(address.pathname + address.search, entra) : input, init);
    };
}
