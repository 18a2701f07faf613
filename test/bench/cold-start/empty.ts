// A process that does nothing but print its milliseconds since it began, and those that it spent on a processor.
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ wall: performance.now(), processor: (user + system) / 1000 }));
