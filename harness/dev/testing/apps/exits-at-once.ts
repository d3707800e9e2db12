console.error('cannot read DATABASE_URL');
process.exit(3);
