problem SwingUp for Pendulum {
  constraints {
    terminal omega = 0 soft 3;
  }
}
