problem SwingUp for Pendulum {
  constraints {
    terminal stop: omega = 0;
  }
}
