model Arm {
  coordinate q rate w;
  state n;
  control tau;
  dynamics { next(n) = n + 1; der(w) = tau; }
}
problem P for Arm {
  horizon 10 steps 10;
  start q = 0, w = 0, n = 0;
  minimize { running tau^2 + q^2; }
}
