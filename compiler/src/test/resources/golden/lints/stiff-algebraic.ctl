// The current follows from an equation; with it the capacitor discharges within microseconds.
problem Discharge {
  state v;
  control s in [0, 5];
  algebraic i = 0;
  dynamics {
    equation i + 1e-3*i^3 == 100*(v - s);
    der(v) = -2e4*i;
  }
  horizon 1 steps 100;
  integrator euler;
  start v = 1;
  minimize { running level: (v - 2)^2 + 0.01*s^2; }
}
