problem SwingUp for Pendulum {
  constraints {
    path x <= 3 sfot 200;
  }
}
