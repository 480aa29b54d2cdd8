model Arm {
  coordinate q rate w;
  control tau;
  let tip[2] = [sin(q), -cos(q)];
  lagrangian {
    kinetic = 0.5*sumsq(der(tip));
    potential = 9.81*tip[2];
    force(q) = tau;
  }
}
problem P for Arm {
  horizon 1 steps 10;
  start q = 0, w = 0;
  minimize { running tau^2; terminal (q - 180 [deg])^2 + w^2; }
}
