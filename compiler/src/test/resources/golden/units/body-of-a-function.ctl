function energy(m : kg, v : m/s) : J = 0.5*m*v;
function odd(x) = x + 1 [m] + 1 [s];
model M {
  state x : m;
  dynamics { der(x) = odd(x) / (1 [s]); }
}
