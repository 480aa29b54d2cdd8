solve SwingUp using ilqr {
  report "out.html";
  tolerance = 1e-7;
}
