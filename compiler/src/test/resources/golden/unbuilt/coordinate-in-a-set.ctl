model Lift {
  coordinate h rate v in {0, 3, 6};
  control f;
  lagrangian { kinetic = 0.5*v^2; potential = 9.81*h; force(h) = f; }
}
problem P for Lift {
  signal wind = 0 in [-1, 1];
  horizon 1 steps 10;
  start h = 0, v = 0;
  minimize { running f^2 + wind; terminal h^2; }
}
