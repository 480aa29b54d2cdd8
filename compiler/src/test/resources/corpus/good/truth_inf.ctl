const a = true;
const b = false or true;
const c = inf;
const d = -inf;
