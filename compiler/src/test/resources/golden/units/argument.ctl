function drag(v : m/s, k : N*s^2/m^2) : N = -k*v*abs(v);
model M {
  param k : N*s/m = 0.1;
  param m : kg = 1;
  state x : m;
  state v : m/s;
  dynamics { der(x) = v; der(v) = drag(x, k)/m; }
}
