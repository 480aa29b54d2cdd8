model Arm {
  param m = 1;
  coordinate q rate w;
  control tau;
  dynamics { der(w) = tau; }
  lagrangian {
    kinetic = 0.5*m*w^2;
    force(q) = tau;
  }
}
problem P for Arm {
  horizon 1 steps 10;
  start q = 0, w = 0;
  minimize { running tau^2 + q^2; }
}
