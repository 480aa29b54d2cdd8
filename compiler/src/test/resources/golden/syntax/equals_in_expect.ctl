solve SwingUp using ilqr {
  expect objective = 3;
  tolerance = 1e-7;
}
