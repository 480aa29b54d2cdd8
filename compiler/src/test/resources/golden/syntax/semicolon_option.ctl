solve SwingUp using ilqr {
  iterations = 3 seed = 4
  batch = 2
  tolerance = 1e-7;
}
