/// A mass follows a reference that is known only when the problem is solved: a signal has one value a step.
problem Follow {
  param  kv  : 1/s = 0.5;  // drag
  signal ref : m   = 1;    // where to be: the same at all steps unless a Java program sets it

  state   z  : m;          // height
  state   vz : m/s;
  control a  : m/s^2 in [-4, 4];

  dynamics {
    der(z)  = vz;
    der(vz) = a - kv*vz;
  }

  view {
    wanted: line([-0.5, ref], [0.5, ref], color = "gray");
    mass:   disc([0, z], 0.1, color = "blue");
  }

  horizon 10 [s] steps 200;
  start z = 0, vz = 0;

  minimize {
    running track:  1.0 * (z - ref)^2;
    running effort: 1e-3 * a^2;
  }
}

solve Follow using ilqr {
  expect abs(final(z) - 1) <= 0.05;
  expect objective <= 0.5;
}
