console.error('waiting for a leader');
setInterval(() => {}, 1_000);
