solve SwingUp using ilqr {
  iterations = 3;

problem Other for Pendulum {
}
