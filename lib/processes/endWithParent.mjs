// Loaded into every process that `npm start` starts: when the starting process is gone, even killed, so is this one.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
