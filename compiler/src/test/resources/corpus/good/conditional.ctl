const a = if x > 0 then 1 else -1;
const b = if x > 0 then if y > 0 then 1 else 2 else 3;
const c = if a then 1 else if b then 2 else 3;
const d = 2 * (if x >= 0 then x else -x);
