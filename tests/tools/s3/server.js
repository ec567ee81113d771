// A real S3 server for tests (s3rver). Usage: node server.js FOLDER BUCKET...
// Prints its port, keeps objects in FOLDER, and exits when its standard input ends. The key and the secret are both S3RVER.
'use strict';
const S3rver = require('s3rver');

const [folder, ...buckets] = process.argv.slice(2);
const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: folder,
  configureBuckets: buckets.map(name => ({ name })),
});
server.run().then(({ port }) => console.log(port), error => { console.error(error); process.exit(1); });
process.stdin.on('end', () => process.exit(0)).resume();
