function f() = 1;
function g(x) = x^2;
function rate(q[4], w[3] : rad/s)[4] = 0.5 * mul(q, [0, w[1], w[2], w[3]]);
function h(x : m) : m^2 {
  let y = x;
  let z : m = y;
  return y * z;
}
function k(x) {
  return x;
}
