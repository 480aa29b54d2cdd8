model M {
  const g : m/s^2 = 9.81 [m/s];
  param d : m = 3 [s];
  state x : m in [-1, 1 [rad]];
  control u : N = 2 [kg] in [-5 [N], 5];
  let y : J = u*x*x;
  let z[2] : m = [x, u];
  dynamics { der(x) = 1 [m]; }
}
