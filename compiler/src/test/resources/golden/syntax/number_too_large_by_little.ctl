const a = 1e309;
const b = 2;
