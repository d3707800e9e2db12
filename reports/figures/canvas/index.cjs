module.exports = require('@napi-rs/canvas');
