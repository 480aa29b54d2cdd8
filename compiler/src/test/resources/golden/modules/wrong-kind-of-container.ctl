import plants { Cart };
solve Cart using ilqr { }
problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- plants.ctl ----
model Cart { state x; control u; dynamics { der(x) = u; } }
