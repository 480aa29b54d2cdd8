model Arm {
  param m = 1;
  coordinate q rate w;
  control tau;
  lagrangian {
    kinetic = 0.5*[w, w];
    force(q) = tau;
  }
}
problem P for Arm {
  horizon 1 steps 10;
  start q = 0, w = 0;
  minimize { running tau^2 + q^2; }
}
