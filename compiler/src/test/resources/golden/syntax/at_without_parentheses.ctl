problem SwingUp for Pendulum {
  constraints {
    at 2 [s] gate: x == 3;
  }
}
