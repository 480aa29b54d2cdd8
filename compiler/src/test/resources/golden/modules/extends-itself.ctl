model A extends A { state x; state v; control u; dynamics { der(x) = v; der(v) = u; } }
problem P for A {
  horizon 1 steps 10;
  start x = 0, v = 0;
  minimize { running u^2; terminal x^2; }
}
