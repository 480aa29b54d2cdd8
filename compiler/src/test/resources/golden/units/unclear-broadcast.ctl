model M {
  state x : km;
  state y : m;
  let z[2] = [x, y] - 5;
  dynamics { der(x) = 0; der(y) = 0; }
}
