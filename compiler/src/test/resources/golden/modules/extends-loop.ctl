model A extends B { state x; state v; dynamics { der(x) = u; der(v) = u; } }
model B extends C { control u; }
model C extends A { }
problem P for A {
  horizon 1 steps 10;
  start x = 0, v = 0;
  minimize { running u^2; terminal x^2; }
}
