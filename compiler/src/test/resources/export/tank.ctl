/// A tank that leaks while it holds something.
model Tank {
  /// Cross section, /* not the hole's. Comments */ of all kinds??/ reach the header.
  param area : m^2 = 0.5;
  param leak : m^2.5/s = 0.02;
  state level : m;
  control inflow : m^3/min in [0, 3];
  dynamics {
    der(level) = (inflow - (if level > 0 [m] then leak*sqrt(level) else 0 [m^3/s])) / area;
  }
}

problem Fill for Tank {
  horizon 10 [min] steps 20;
  integrator euler;
  start level = 0.2;
  minimize {
    running 1 [1/m^2] * (level - 1)^2;
  }
  constraints {
    path dry: level >= 0.1;
    terminal full: level == 1;
  }
}
