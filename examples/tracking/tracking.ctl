/// A mass follows a reference that is known only when the problem is solved: a signal has one value a step.
problem Follow {
  param kv = 0.5;                       // drag, 1/s
  signal ref = 1;                       // where to be, m: the same at all steps unless a Java program sets it

  state z;                              // height, m
  state vz;                             // m/s
  control a in [-4, 4];                 // m/s^2

  dynamics {
    der(z)  = vz;
    der(vz) = a - kv*vz;
  }

  horizon 10 steps 200;
  start z = 0, vz = 0;

  minimize {
    running  track:  (z - ref)^2;
    running  effort: 1e-3 * a^2;
  }
}

solve Follow using ilqr {
  expect abs(final(z) - 1) <= 0.05;
  expect objective <= 0.5;
}
