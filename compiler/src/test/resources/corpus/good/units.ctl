model M {
  state a : 1;
  state b : kg*m^2/s^2;
  state c : N*m/(rad/s);
  state d : 1000*m;
  state e : m^0.5;
  state f : kg^-1*m^-2;
  let g = 2 [s] + 3 [kg*m^2/s^3] * (1 [1/s]);
}
