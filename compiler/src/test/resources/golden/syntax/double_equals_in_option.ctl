solve SwingUp using ilqr {
  iterations == 3;
  tolerance = 1e-7;
}
