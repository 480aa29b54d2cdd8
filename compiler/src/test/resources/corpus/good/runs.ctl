solve P using ilqr {
  iterations = 300;
  tolerance = 1e-7;
  report = "out/pendulum.html";
  guess tau = 1;
  start x = 0;
  expect 1 + cos(final(theta)) <= 0.01;
}
train Pixels as pixels_gps using gps {
  teacher {
    method = ilqr;
    inner {
      deep = true;
    }
  }
}
mpc P as controller using al_ilqr {
  rate = 20 [Hz];
}
