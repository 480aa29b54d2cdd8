const a = [1];
const b = [1, 2, 3];
const c = [1, 2; 3, 4];
const d = [f(i) for i in 1:n];
const e = [[1, 2], [3, 4]];
const f = [i for i in 1:2; j for j in a + 1:b * 2];
const g = [1 [m], 2 [m]];
