model Arm {
  coordinate q rate w;
  coordinate s rate v;
  control tau;
  lagrangian {
    kinetic = 0.5*w^2;
    potential = s^2;
    force(q) = tau;
  }
}
problem P for Arm {
  horizon 1 steps 10;
  start q = 0, w = 0, s = 0, v = 0;
  minimize { running tau^2 + q^2; }
}
