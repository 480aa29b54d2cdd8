model Arm {
  coordinate q rate w;
  control load in [1, 2];
  lagrangian {
    kinetic = 0.5*load*w^2;
    potential = cos(q);
  }
}
problem P for Arm {
  horizon 1 steps 10;
  start q = 0, w = 0;
  minimize { running load^2 + q^2; }
}
