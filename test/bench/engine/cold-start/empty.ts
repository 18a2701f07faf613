// A process that does nothing but print its milliseconds since it began.
console.log(JSON.stringify({ judged: performance.now() }));
