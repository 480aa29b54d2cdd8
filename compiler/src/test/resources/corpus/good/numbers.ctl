const a = 400_000;
const b = .5;
const c = 1e-3;
const d = 1_0.25E+2;
const e = 0;
const f = 4.9e-324;
const g = 1.7976931348623157e308;
const h = 007;
